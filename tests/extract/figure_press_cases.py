"""Sentences as results stories, ratings and box-office reports have them, and the figures that they state."""

from __future__ import annotations

# ruff: noqa: E501 (sentences are not wrapped)

ANY = ...
Figure = tuple[object, ...]

CASES_PRESS: list[tuple[str, str, dict[str, str], list[Figure]]] = [
    (
        "en",
        "On Tuesday Norvane reported its third-quarter earnings. Sales grew by 14% to $3.2 billion, and operating profit by a third.",
        {"Norvane": "Company"},
        [("Norvane", "revenue", 3200000000, "USD", "2025-Q3", 14)],
    ),
    (
        "en",
        "Norvane gained 2.4 million net new subscribers in the second quarter, ending it with 214 million paid memberships.",
        {"Norvane": "StreamingService"},
        [("Norvane", "subscribers", 214000000, "person", ANY, None)],
    ),
    (
        "en",
        "The Salt House drew 5.3 million viewers last night, a 22% share, while Lost Weekend had 3.1 million (13.4%).",
        {"The Salt House": "Series", "Lost Weekend": "Programme"},
        [
            ("The Salt House", "audience", 5300000, "person", "2025-10-21", None),
            ("The Salt House", "share", 22, "percent", "2025-10-21", None),
            ("Lost Weekend", "audience", 3100000, "person", "2025-10-21", None),
            ("Lost Weekend", "share", 13.4, "percent", "2025-10-21", None),
        ],
    ),
    (
        "en",
        "Old Streets and Night Nurses each attracted 1.4 million viewers on Monday night.",
        {"Old Streets": "Programme", "Night Nurses": "Series"},
        [
            ("Old Streets", "audience", 1400000, "person", "2025-10-20", None),
            ("Night Nurses", "audience", 1400000, "person", "2025-10-20", None),
        ],
    ),
    (
        "en",
        "Glass Roof topped the box office with $22 million. In second place, Red Harbour added $14 million, bringing its total to $61 million.",
        {"Glass Roof": "Film", "Red Harbour": "Film"},
        [
            ("Glass Roof", "boxOffice", 22000000, "USD", ANY, None),
            ("Red Harbour", "boxOffice", 14000000, "USD", ANY, None),
            ("Red Harbour", "boxOffice", 61000000, "USD", ANY, None),
        ],
    ),
    (
        "en",
        "About 300 employees at Ferrant Media, or 4% of its workforce, were let go in February.",
        {"Ferrant Media": "Company"},
        [("Ferrant Media", "jobCuts", 300, "person", ANY, None)],
    ),
    (
        "en",
        "Revenue at Norvane totaled $640.2 million, compared with analyst expectations of $650 million.",
        {"Norvane": "Company"},
        [("Norvane", "revenue", 640200000, "USD", ANY, None)],
    ),
    (
        "en",
        "After an operating loss of 31 million euros the year before, Norvane made an operating profit of 48 million euros.",
        {"Norvane": "Company"},
        [],
    ),
    (
        "en",
        "Norvane raised the price of Orbit Plus by $1 to $11.99 a month, an average rise of $2 in two years.",
        {"Norvane": "Company", "Orbit Plus": "StreamingService"},
        [("Orbit Plus", "price", 11.99, "USD", ANY, ANY)],
    ),
    (
        "fr",
        "Le groupe Valmont a publié ses résultats du premier semestre. Le chiffre d'affaires a reculé de 4,1 % à 86 millions d'euros et les recettes publicitaires ont grimpé de 7,5 %.",
        {"Valmont": "Company"},
        [
            ("Valmont", "revenue", 86000000, "EUR", "2025-H1", -4.1),
            ("Valmont", "advertisingRevenue", None, None, "2025-H1", 7.5),
        ],
    ),
    (
        "fr",
        "Les recettes publicitaires du groupe Valmont sont presque inchangées (+0,4 %) à 61 millions d'euros, contre 60,8 millions.",
        {"Valmont": "Company"},
        [("Valmont", "advertisingRevenue", 61000000, "EUR", ANY, 0.4)],
    ),
    (
        "fr",
        "Le groupe Valmont a essuyé une perte de 42 000 abonnés et compte désormais 1,3 million d'abonnés.",
        {"Valmont": "Company"},
        [("Valmont", "subscribers", 1300000, "person", ANY, None)],
    ),
    (
        "fr",
        "Radio Azur réunit 2,4 millions d'auditeurs par jour (5,2 % en audience cumulée), soit 90 000 de moins en un an. Radio Cap vient ensuite avec 1,7 million (3,6 % en AC, -35 000 auditeurs en douze mois).",
        {"Radio Azur": "Broadcaster", "Radio Cap": "Broadcaster"},
        [
            ("Radio Azur", "audience", 2400000, "person", ANY, None),
            ("Radio Azur", "share", 5.2, "percent", ANY, None),
            ("Radio Cap", "audience", 1700000, "person", ANY, None),
            ("Radio Cap", "share", 3.6, "percent", ANY, None),
        ],
    ),
    (
        "fr",
        "« Les Barques » et « La Ligne » ont attiré respectivement 465 000 et 331 000 spectateurs.",
        {"Les Barques": "Film", "La Ligne": "Film"},
        [
            ("Les Barques", "audience", 465000, "person", ANY, None),
            ("La Ligne", "audience", 331000, "person", ANY, None),
        ],
    ),
    (
        "fr",
        "Hier soir, « La Digue » a attiré 2,6 millions de curieux (13,1 %).",
        {"La Digue": "Series"},
        [
            ("La Digue", "audience", 2600000, "person", "2025-10-21", None),
            ("La Digue", "share", 13.1, "percent", "2025-10-21", None),
        ],
    ),
    (
        "en",
        "Red Harbour beat the record set by Glass Roof, which took in $74.1 million at the box office.",
        {"Red Harbour": "Film", "Glass Roof": "Film"},
        [("Glass Roof", "boxOffice", 74100000, "USD", ANY, None)],
    ),
    (
        "en",
        "Norvane posted third-quarter revenue of $9.8 billion. It ended the period with 282 million subscribers. Monthly active users rose 14% to 626 million.",
        {"Norvane": "StreamingService"},
        [
            ("Norvane", "revenue", 9800000000, "USD", "2025-Q3", None),
            ("Norvane", "subscribers", 282000000, "person", "2025-Q3", None),
            ("Norvane", "audience", 626000000, "person", "2025-Q3", 14),
        ],
    ),
    (
        "fr",
        "Radio Azur a attiré 14,6 % du public en mai, devant Radio Cap (8,1 %) mais derrière Radio Sud, leader avec 18,9 % de part d'audience.",
        {"Radio Azur": "Broadcaster", "Radio Cap": "Broadcaster", "Radio Sud": "Broadcaster"},
        [
            ("Radio Azur", "share", 14.6, "percent", "2025-05", None),
            ("Radio Cap", "share", 8.1, "percent", "2025-05", None),
            ("Radio Sud", "share", 18.9, "percent", "2025-05", None),
        ],
    ),
    (
        "fr",
        "Le groupe Valmont a vendu Canal Sud. Ce dernier compte 8,2 millions d'abonnés.",
        {"Valmont": "Company", "Canal Sud": "Broadcaster"},
        [("Canal Sud", "subscribers", 8200000, "person", ANY, None)],
    ),
    (
        "fr",
        "C'est la suite de « La Digue », dont les recettes dans le monde avaient dépassé 95 millions de dollars.",
        {"La Digue": "Film"},
        [("La Digue", "boxOffice", 95000000, "USD", ANY, None)],
    ),
    (
        "en",
        "Ferrant Media swung to a net loss of £12.4m in 2024, from a profit of £3.1m.",
        {"Ferrant Media": "Company"},
        [("Ferrant Media", "netIncome", -12400000, "GBP", "2024", None)],
    ),
    (
        "en",
        "The Harbour Post has a print circulation of 48,000 and 110,000 digital subscribers.",
        {"The Harbour Post": "NewsPublisher"},
        [
            ("The Harbour Post", "unitsSold", 48000, "copy", ANY, None),
            ("The Harbour Post", "subscribers", 110000, "person", ANY, None),
        ],
    ),
    (
        "fr",
        "Valmont Médias a publié un résultat net de 31 M€ pour 2024 (contre 44 M€ en 2023).",
        {"Valmont Médias": "Company"},
        [
            ("Valmont Médias", "netIncome", 31000000, "EUR", "2024", None),
            ("Valmont Médias", "netIncome", 44000000, "EUR", "2023", None),
        ],
    ),
    (
        "fr",
        "Radio Azur et Radio Cap sont au coude-à-coude. Les deux stations affichent 13,4 % de part d'audience.",
        {"Radio Azur": "Broadcaster", "Radio Cap": "Broadcaster"},
        [
            ("Radio Azur", "share", 13.4, "percent", ANY, None),
            ("Radio Cap", "share", 13.4, "percent", ANY, None),
        ],
    ),
    (
        "fr",
        "Au deuxième trimestre, Orbite a gagné 2,4 millions d'abonnés, portant leur nombre à 84 millions. Son chiffre d'affaires a bondi de 22 %, à 1,9 milliard d'euros.",
        {"Orbite": "Company"},
        [
            ("Orbite", "subscribers", 84000000, "person", ANY, None),
            ("Orbite", "revenue", 1900000000, "EUR", "2025-Q2", 22),
        ],
    ),
    (
        "fr",
        "Le groupe Norvane a réalisé un chiffre d'affaires de 664 millions d'euros au premier semestre. Les recettes publicitaires s'établissent à 530 millions d'euros.\n\nLe groupe Belmont a enregistré un chiffre d'affaires de 310 millions d'euros. Le résultat net atteint 21 millions d'euros, en recul de 4 %.",
        {"Norvane": "Company", "Belmont": "Company"},
        [
            ("Norvane", "revenue", 664000000, "EUR", "2025-H1", None),
            ("Norvane", "advertisingRevenue", 530000000, "EUR", ANY, None),
            ("Belmont", "revenue", 310000000, "EUR", ANY, None),
            ("Belmont", "netIncome", 21000000, "EUR", ANY, -4),
        ],
    ),
    (
        "fr",
        "Les entrées de la semaine : « Grand Large » (Gaumont), avec 310.000 spectateurs, prend la tête. « Le Voisin » (Pathé) approche les 2,7 M en deux semaines, loin du score du premier volet (4 millions).",
        {"Grand Large": "Film", "Le Voisin": "Film", "Gaumont": "ProductionStudio", "Pathé": "ProductionStudio"},
        [
            ("Grand Large", "audience", 310000, "person", ANY, None),
            ("Le Voisin", "audience", 2700000, "person", ANY, None),
        ],
    ),
    (
        "en",
        "Red Harbour (Brume), which took $14.1 million in 2,870 theaters, averaged $4,912 per site. The film has now made $80.2 million at the box office. It beat the original's $12 million opening.",
        {"Red Harbour": "Film", "Brume": "ProductionStudio"},
        [
            ("Red Harbour", "boxOffice", 14100000, "USD", ANY, None),
            ("Red Harbour", "boxOffice", 80200000, "USD", ANY, None),
        ],
    ),
    (
        "fr",
        "Radio Azur gagne 0,9 point par rapport à l'an dernier, à 11,6 % d'audience cumulée. Radio Cap devance de seulement 40.000 auditeurs Radio Baie, propriété de Paul Roux, qui réalise une percée (4,9 % en AC).",
        {"Radio Azur": "Broadcaster", "Radio Cap": "Broadcaster", "Radio Baie": "Broadcaster", "Paul Roux": "Person"},
        [("Radio Azur", "share", 11.6, "percent", ANY, None), ("Radio Baie", "share", 4.9, "percent", ANY, None)],
    ),
    (
        "en",
        "Norvane is laying off about 300 Lumio employees and 45 people at its studio in Leeds will be let go.",
        {"Norvane": "Company", "Lumio": "StreamingService"},
        [("Lumio", "jobCuts", 300, "person", ANY, None), ("Norvane", "jobCuts", 45, "person", ANY, None)],
    ),
    (
        "en",
        "Norvane sold a stake worth $20 million. The deal, valued at $132m, was led by Harrow, which injected $15m into Lumio and valued it at $90m.",
        {"Norvane": "Company", "Harrow": "Company", "Lumio": "Company"},
        [("Lumio", "marketValue", 90000000, "USD", ANY, None)],
    ),
    (
        "fr",
        "Norvane comptait 8,2 millions d'abonnés au 31 mars 2024, contre 7,9 millions un an plus tôt. Son chiffre d'affaires a cru de 5 %, à 310 millions d'euros, en hausse par rapport au premier semestre 2023.",
        {"Norvane": "Company"},
        [
            ("Norvane", "subscribers", 8200000, "person", "2024-03-31", None),
            ("Norvane", "subscribers", 7900000, "person", "2023-03-31", None),
            ("Norvane", "revenue", 310000000, "EUR", ANY, 5),
        ],
    ),
    (
        "fr",
        "« Brumes » est la série de l'été. Hier soir, la fiction a réuni 3,8 millions de téléspectateurs, soit 22 % du public.",
        {"Brumes": "Series", "TF1": "Broadcaster"},
        [
            ("Brumes", "audience", 3800000, "person", "2025-10-21", None),
            ("Brumes", "share", 22, "percent", "2025-10-21", None),
        ],
    ),
    (
        "fr",
        "Au box-office, « Grand Large » a attiré 310.000 spectateurs.\n\nUn hiver trop long a échoué avec 47.000 billets vendus.",
        {"Grand Large": "Film"},
        [("Grand Large", "audience", 310000, "person", ANY, None)],
    ),
    (
        "en",
        "Red Harbour beat Paper Moon at the box office. The film took in $34.9 million, gaining a 17.7% share of the market. The movie also made $42.9 million overseas.",
        {"Red Harbour": "Film", "Paper Moon": "Film"},
        [
            ("Red Harbour", "boxOffice", 34900000, "USD", ANY, None),
            ("Red Harbour", "share", 17.7, "percent", ANY, None),
            ("Red Harbour", "boxOffice", 42900000, "USD", ANY, None),
        ],
    ),
    (
        "en",
        "Norvane reported third-quarter earnings that beat expectations. Revenue totaled $640 million. Norvane added 260,000 subscribers, down from 310,000 three months before.",
        {"Norvane": "Company"},
        [("Norvane", "revenue", 640000000, "USD", "2025-Q3", None)],
    ),
    (
        "fr",
        "« Grand Large » a dépassé le million d'entrées en France. « Brumes », vue par 3,2 millions de personnes (17,4 %), a cumulé plus que TF1.",
        {"Grand Large": "Film", "Brumes": "Series", "TF1": "Broadcaster"},
        [
            ("Grand Large", "audience", 1000000, "person", ANY, None),
            ("Brumes", "audience", 3200000, "person", ANY, None),
            ("Brumes", "share", 17.4, "percent", ANY, None),
        ],
    ),
    (
        "en",
        "Orbitune ended June with 12.4 million subscribers, up 1.1 million on the quarter.",
        {"Orbitune": "StreamingService"},
        [("Orbitune", "subscribers", 12400000, "person", ANY, None)],
    ),
    (
        "fr",
        "Radio Azur recule à 12,4 % de part d'audience.\n\nRadio Cap progresse à 7,4 %. Sur neuf mois, le chiffre d'affaires de Norvane s'établit à 1,4 milliard d'euros.",
        {"Radio Azur": "Broadcaster", "Radio Cap": "Broadcaster", "Norvane": "Company"},
        [
            ("Radio Azur", "share", 12.4, "percent", ANY, None),
            ("Radio Cap", "share", 7.4, "percent", ANY, None),
            ("Norvane", "revenue", 1400000000, "EUR", "2025-01/2025-09", None),
        ],
    ),
]
