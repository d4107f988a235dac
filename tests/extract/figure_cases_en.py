"""Sentences and the figures that they state: English."""

from __future__ import annotations

# ruff: noqa: E501 (sentences are not wrapped)


ANY = ...
Figure = tuple[object, ...]

CASES_EN: list[tuple[str, str, dict[str, str], list[Figure]]] = [
    (
        "en",
        "Spotify had 5.2 million subscribers at the end of June, against 4.6 million three months earlier.",
        {"Spotify": "StreamingService"},
        [
            ("Spotify", "subscribers", 5200000, "person", "2025-06", None),
            ("Spotify", "subscribers", 4600000, "person", "2025-03", None),
        ],
    ),
    (
        "en",
        "Paramount reported a second-quarter loss of $212 million, compared with a profit of $35 million a year earlier.",
        {"Paramount": "ProductionStudio"},
        [
            ("Paramount", "netIncome", -212000000, "USD", "2025-Q2", None),
            ("Paramount", "netIncome", 35000000, "USD", "2024-Q2", None),
        ],
    ),
    (
        "en",
        "Warner Music reported quarterly revenue of $1.5bn, up 4% on the year before.",
        {"Warner Music": "RecordLabel"},
        [("Warner Music", "revenue", 1500000000, "USD", ANY, 4)],
    ),
    (
        "en",
        "Spotify had 281 million paying subscribers at the end of September.",
        {"Spotify": "StreamingService"},
        [("Spotify", "subscribers", 281000000, "person", "2025-09", None)],
    ),
    (
        "en",
        "ITV's advertising revenue dropped 8% in the first half to £824m.",
        {"ITV": "Broadcaster"},
        [("ITV", "advertisingRevenue", 824000000, "GBP", "2025-H1", -8)],
    ),
    (
        "en",
        "Elden Ring has sold more than 30 million copies worldwide.",
        {"Elden Ring": "VideoGame"},
        [("Elden Ring", "unitsSold", 30000000, "copy", ANY, None)],
    ),
    (
        "en",
        "The Crown drew 4.1 million viewers on Sunday.",
        {"The Crown": "Series"},
        [("The Crown", "audience", 4100000, "person", "2025-10-19", None)],
    ),
    (
        "en",
        "Oppenheimer grossed $975 million at the global box office.",
        {"Oppenheimer": "Film"},
        [("Oppenheimer", "boxOffice", 975000000, "USD", ANY, None)],
    ),
    (
        "en",
        "Ubisoft, which employs 17,000 people, will cut 185 jobs in Sweden.",
        {"Ubisoft": "GameCompany"},
        [("Ubisoft", "employees", 17000, "person", ANY, None), ("Ubisoft", "jobCuts", 185, "person", ANY, None)],
    ),
    (
        "en",
        "The film, made on a budget of £12 million, was directed by Ann Lee. It is called Tidewater.",
        {"Tidewater": "Film", "Ann Lee": "Person"},
        [("Tidewater", "budget", 12000000, "GBP", ANY, None)],
    ),
    (
        "en",
        "Roku's market value has fallen to about $9 billion.",
        {"Roku": "Company"},
        [("Roku", "marketValue", 9000000000, "USD", ANY, None)],
    ),
    (
        "en",
        "Disney+ costs £5.99 a month with adverts.",
        {"Disney+": "StreamingService"},
        [("Disney+", "price", 5.99, "GBP", ANY, None)],
    ),
    (
        "en",
        "Paramount swung to a net loss of $286 million in the third quarter from a profit of $31 million a year earlier.",
        {"Paramount": "Company"},
        [
            ("Paramount", "netIncome", -286000000, "USD", "2025-Q3", None),
            ("Paramount", "netIncome", 31000000, "USD", "2024-Q3", None),
        ],
    ),
    (
        "en",
        "Channel 5 took a 6.2% share of the audience in September, while Sky News managed 1.1%.",
        {"Channel 5": "Broadcaster", "Sky News": "Broadcaster"},
        [
            ("Channel 5", "share", 6.2, "percent", "2025-09", None),
            ("Sky News", "share", 1.1, "percent", "2025-09", None),
        ],
    ),
    (
        "en",
        "The Guardian laid off 40 journalists last year.",
        {"The Guardian": "NewsPublisher"},
        [("The Guardian", "jobCuts", 40, "person", "2024", None)],
    ),
    (
        "en",
        "Bandai Namco expects sales of between ¥1.2 trillion and ¥1.3 trillion for the fiscal year ending March 2026.",
        {"Bandai Namco": "GameCompany"},
        [
            ("Bandai Namco", "revenue", 1200000000000, "JPY", "2025-04/2026-03", None),
            ("Bandai Namco", "revenue", 1300000000000, "JPY", "2025-04/2026-03", None),
        ],
    ),
    (
        "en",
        "Sony bought the studio for $200 million.",
        {"Sony": "Company"},
        [],
    ),
    (
        "en",
        "The podcast is downloaded in 100 countries and has two million listeners a month, says Acast.",
        {"Acast": "Company"},
        [],
    ),
    (
        "en",
        "Subscription revenue at The Economist rose by a fifth last year, to £310m.",
        {"The Economist": "NewsPublisher"},
        [("The Economist", "revenue", 310000000, "GBP", "2024", 20)],
    ),
    (
        "en",
        "Profits doubled to €44 million in 2024 at Banijay.",
        {"Banijay": "ProductionStudio"},
        [("Banijay", "netIncome", 44000000, "EUR", "2024", 100)],
    ),
    (
        "en",
        "Viewers spent 12 billion hours watching YouTube Kids in the first half of 2025.",
        {"YouTube Kids": "StreamingService"},
        [("YouTube Kids", "viewingTime", 12000000000, "hour", "2025-H1", None)],
    ),
    (
        "en",
        "Kodak has a workforce of some 3,900.",
        {"Kodak": "Company"},
        [("Kodak", "employees", 3900, "person", ANY, None)],
    ),
    (
        "en",
        "The magazine, Frieze, has a print run of 60,000.",
        {"Frieze": "NewsPublisher"},
        [("Frieze", "unitsSold", 60000, "copy", ANY, None)],
    ),
    (
        "en",
        "Wicked opened to $112.5 million in North America over the weekend, on a production budget of $150 million.",
        {"Wicked": "Film"},
        [
            ("Wicked", "boxOffice", 112500000, "USD", "2025-10-17/2025-10-19", None),
            ("Wicked", "budget", 150000000, "USD", ANY, None),
        ],
    ),
    (
        "en",
        "Its subscriber base grew from 5 to 7 million, Stan said.",
        {"Stan": "StreamingService"},
        [("Stan", "subscribers", 7000000, "person", ANY, 40)],
    ),
    (
        "en",
        "The startup raised $45 million from Index Ventures. Luma is now valued at $1.1 billion.",
        {"Luma": "Company", "Index Ventures": "Company"},
        [("Luma", "marketValue", 1100000000, "USD", ANY, None)],
    ),
    (
        "en",
        "Sky cut the price of Sky Stream to £22 a month.",
        {"Sky": "Company", "Sky Stream": "Product"},
        [("Sky Stream", "price", 22, "GBP", ANY, None)],
    ),
    (
        "en",
        "The regulator fined Vodafone £4.6 million.",
        {"Vodafone": "Company"},
        [],
    ),
    (
        "en",
        "Quebecor's net income rose to C$189.4 million in the quarter ended September 30, from C$172 million a year earlier.",
        {"Quebecor": "Company"},
        [
            ("Quebecor", "netIncome", 189400000, "CAD", "2025-Q3", None),
            ("Quebecor", "netIncome", 172000000, "CAD", "2024-Q3", None),
        ],
    ),
    (
        "en",
        "The Daily Mail sells 650,000 copies a day and reaches 20 million readers a month.",
        {"The Daily Mail": "NewsPublisher"},
        [
            ("The Daily Mail", "unitsSold", 650000, "copy", ANY, None),
            ("The Daily Mail", "audience", 20000000, "person", ANY, None),
        ],
    ),
    (
        "en",
        "Wordle was played by 14.5 million people in 2024.",
        {"Wordle": "VideoGame"},
        [("Wordle", "audience", 14500000, "person", "2024", None)],
    ),
    (
        "en",
        "Sony has shipped 80.3 million PlayStation 5 consoles since launch.",
        {"Sony": "Company", "PlayStation 5": "Product"},
        [("PlayStation 5", "unitsSold", 80300000, "copy", ANY, None)],
    ),
    (
        "en",
        "The $250 million epic Mars Rising flopped.",
        {"Mars Rising": "Film"},
        [("Mars Rising", "budget", 250000000, "USD", ANY, None)],
    ),
    (
        "en",
        "Bertelsmann on Tuesday posted first-half revenues of €9.2bn, a 3% rise. Operating profit came in at €610m. The group employs some 75,000 people.",
        {"Bertelsmann": "Company"},
        [
            ("Bertelsmann", "revenue", 9200000000, "EUR", "2025-H1", 3),
            ("Bertelsmann", "employees", 75000, "person", ANY, None),
        ],
    ),
    (
        "en",
        "Around 3.4 million people tuned in to Vigil on BBC One, a 21% share.",
        {"Vigil": "Series", "BBC One": "Broadcaster"},
        [("Vigil", "audience", 3400000, "person", ANY, None), ("Vigil", "share", 21, "percent", ANY, None)],
    ),
    (
        "en",
        "Tidal Pictures' third feature, Harrow, cost $18 million and took $61 million worldwide.",
        {"Tidal Pictures": "ProductionStudio", "Harrow": "Film"},
        [("Harrow", "budget", 18000000, "USD", ANY, None), ("Harrow", "boxOffice", 61000000, "USD", ANY, None)],
    ),
    (
        "en",
        '"We now reach nine million listeners," said Ava Cole, who runs Radio Fjord.',
        {"Ava Cole": "Person", "Radio Fjord": "Broadcaster"},
        [("Radio Fjord", "audience", 9000000, "person", ANY, None)],
    ),
    (
        "en",
        "Nearly one in five jobs at Vice will go: 210 roles in all.",
        {"Vice": "NewsPublisher"},
        [("Vice", "jobCuts", 210, "person", ANY, None)],
    ),
    (
        "en",
        "The Sun's daily circulation slid to 1.1 million in March.",
        {"The Sun": "NewsPublisher"},
        [("The Sun", "unitsSold", 1100000, "copy", "2025-03", None)],
    ),
    (
        "en",
        "Apple Music charges $10.99 a month; Tidal, $9.99.",
        {"Apple Music": "StreamingService", "Tidal": "StreamingService"},
        [("Apple Music", "price", 10.99, "USD", ANY, None), ("Tidal", "price", 9.99, "USD", ANY, None)],
    ),
    (
        "en",
        "Hasbro lost $58 million last quarter.",
        {"Hasbro": "Company"},
        [("Hasbro", "netIncome", -58000000, "USD", ANY, None)],
    ),
    (
        "en",
        "With a headcount of 1,250, Supermassive is one of Britain's largest studios.",
        {"Supermassive": "GameCompany"},
        [("Supermassive", "employees", 1250, "person", ANY, None)],
    ),
    (
        "en",
        "Turnover at Aardman climbed from £40m to £46m in the year to March.",
        {"Aardman": "ProductionStudio"},
        [("Aardman", "revenue", 46000000, "GBP", "2024-04/2025-03", 15)],
    ),
    (
        "en",
        "The New York Times had 11.9 million subscribers as of June 30, 2025.",
        {"The New York Times": "NewsPublisher"},
        [("The New York Times", "subscribers", 11900000, "person", ANY, None)],
    ),
    (
        "en",
        "Netflix's Squid Game amassed 1.65 billion hours in its first 28 days.",
        {"Netflix": "StreamingService", "Squid Game": "Series"},
        [("Squid Game", "viewingTime", 1650000000, "hour", ANY, None)],
    ),
    (
        "en",
        "Analysts had forecast revenue of $3.9bn for Electronic Arts.",
        {"Electronic Arts": "GameCompany"},
        [("Electronic Arts", "revenue", 3900000000, "USD", ANY, None)],
    ),
    (
        "en",
        "Ad revenue at Reach was down 12 per cent in the three months to September.",
        {"Reach": "NewsPublisher"},
        [("Reach", "advertisingRevenue", None, None, "2025-Q3", -12)],
    ),
    (
        "en",
        "The festival sold 85,000 tickets in 2024. Sheffield DocFest will return in June.",
        {"Sheffield DocFest": "Event"},
        [("Sheffield DocFest", "audience", 85000, "person", "2024", None)],
    ),
    (
        "en",
        "The headset, the Lumen One, goes on sale in March for $1,299.",
        {"Lumen One": "Product"},
        [("Lumen One", "price", 1299, "USD", ANY, None)],
    ),
    (
        "en",
        "It is the fourth year running that profits at Future have topped £100 million.",
        {"Future": "NewsPublisher"},
        [("Future", "netIncome", 100000000, "GBP", ANY, None)],
    ),
    (
        "en",
        "ZDF reached a market share of 14.6 percent last month.",
        {"ZDF": "Broadcaster"},
        [("ZDF", "share", 14.6, "percent", "2025-09", None)],
    ),
    (
        "en",
        "Riot, which has 4,500 workers, is laying off 530 people, or 11% of its workforce.",
        {"Riot": "GameCompany"},
        [("Riot", "employees", 4500, "person", ANY, None), ("Riot", "jobCuts", 530, "person", ANY, None)],
    ),
    (
        "en",
        "Amazon paid $8.45 billion for MGM in 2022.",
        {"Amazon": "Company", "MGM": "ProductionStudio"},
        [],
    ),
    (
        "en",
        "In 2019 Ann Lee joined Vice Media, which at its peak was valued at $5.7 billion.",
        {"Ann Lee": "Person", "Vice Media": "Company"},
        [("Vice Media", "marketValue", 5700000000, "USD", None, None)],
    ),
    (
        "en",
        "The Post manages 11,000 copies today.",
        {"The Post": "NewsPublisher"},
        [("The Post", "unitsSold", 11000, "copy", "2025", None)],
    ),
    (
        "en",
        "Electronic Arts lays off between 300 and 400 workers, including about 100 at Respawn.",
        {"Electronic Arts": "GameCompany", "Respawn": "GameCompany"},
        [
            ("Electronic Arts", "jobCuts", 300, "person", ANY, None),
            ("Electronic Arts", "jobCuts", 400, "person", ANY, None),
            ("Respawn", "jobCuts", 100, "person", ANY, None),
        ],
    ),
    (
        "en",
        "Hello Games, a studio with a headcount of about 45, has a new office.",
        {"Hello Games": "GameCompany"},
        [("Hello Games", "employees", 45, "person", ANY, None)],
    ),
    (
        "en",
        "Shares in WPP fell 18%, wiping £1bn off its market value, which now stands at £4.7bn.",
        {"WPP": "Company"},
        [("WPP", "marketValue", 4700000000, "GBP", ANY, None)],
    ),
    (
        "en",
        "Disney will raise the price of Disney+ by $3 to $18.99 a month.",
        {"Disney": "Company", "Disney+": "StreamingService"},
        [("Disney+", "price", 18.99, "USD", None, None)],
    ),
    (
        "en",
        "Roughly 640,000 Canadians watch Nightfall Road every week.",
        {"Nightfall Road": "Series"},
        [("Nightfall Road", "audience", 640000, "person", ANY, None)],
    ),
]
