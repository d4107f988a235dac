"""Sentences and the figures that they state: French."""

from __future__ import annotations

# ruff: noqa: E501 (sentences are not wrapped)


ANY = ...
Figure = tuple[object, ...]

CASES_FR: list[tuple[str, str, dict[str, str], list[Figure]]] = [
    (
        "fr",
        "TF1 a réalisé un chiffre d'affaires de 2,36 milliards d'euros en 2024, en hausse de 2,6 %.",
        {"TF1": "Broadcaster"},
        [("TF1", "revenue", 2360000000, "EUR", "2024", 2.6)],
    ),
    (
        "fr",
        "Le quotidien La Croix compte 82 000 abonnés.",
        {"La Croix": "NewsPublisher"},
        [("La Croix", "subscribers", 82000, "person", ANY, None)],
    ),
    (
        "fr",
        "« Un p'tit truc en plus » a attiré plus de 10,8 millions de spectateurs en 2024.",
        {"Un p'tit truc en plus": "Film"},
        [("Un p'tit truc en plus", "audience", 10800000, "person", "2024", None)],
    ),
    (
        "fr",
        "France 2 a rassemblé 4,7 millions de téléspectateurs lundi soir, soit 24,1 % de part d'audience.",
        {"France 2": "Broadcaster"},
        [
            ("France 2", "audience", 4700000, "person", "2025-10-20", None),
            ("France 2", "share", 24.1, "percent", "2025-10-20", None),
        ],
    ),
    (
        "fr",
        "Les recettes publicitaires de M6 ont chuté de 5,3 % au troisième trimestre.",
        {"M6": "Broadcaster"},
        [("M6", "advertisingRevenue", None, None, "2025-Q3", -5.3)],
    ),
    (
        "fr",
        "L'éditeur Don't Nod va supprimer 69 postes, sur les 340 que compte le groupe.",
        {"Don't Nod": "GameCompany"},
        [("Don't Nod", "jobCuts", 69, "person", ANY, None)],
    ),
    (
        "fr",
        "Deezer, qui emploie près de 600 personnes, a enregistré une perte nette de 26 millions d'euros l'an dernier.",
        {"Deezer": "StreamingService"},
        [("Deezer", "employees", 600, "person", ANY, None), ("Deezer", "netIncome", -26000000, "EUR", "2024", None)],
    ),
    (
        "fr",
        "Le bénéfice de Vivendi est passé de 120 à 150 millions d'euros.",
        {"Vivendi": "Company"},
        [("Vivendi", "netIncome", 150000000, "EUR", ANY, 25)],
    ),
    (
        "fr",
        "Doté d'un budget de 36 millions d'euros, « Le Comte de Monte-Cristo » a dépassé les 9 millions d'entrées.",
        {"Le Comte de Monte-Cristo": "Film"},
        [
            ("Le Comte de Monte-Cristo", "budget", 36000000, "EUR", ANY, None),
            ("Le Comte de Monte-Cristo", "audience", 9000000, "person", ANY, None),
        ],
    ),
    (
        "fr",
        "La console est proposée à 399 euros. Baptisée Astra, elle s'est écoulée à un million d'unités.",
        {"Astra": "Product"},
        [("Astra", "unitsSold", 1000000, "copy", ANY, None), ("Astra", "price", 399, "EUR", ANY, None)],
    ),
    (
        "fr",
        "Le Point, tiré à 250 000 exemplaires, coûte désormais 6,50 euros.",
        {"Le Point": "NewsPublisher"},
        [("Le Point", "unitsSold", 250000, "copy", ANY, None), ("Le Point", "price", 6.5, "EUR", ANY, None)],
    ),
    (
        "fr",
        "Le studio Ankama, à Roubaix, fait travailler 450 salariés.",
        {"Ankama": "GameCompany"},
        [("Ankama", "employees", 450, "person", ANY, None)],
    ),
    (
        "fr",
        "Webedia a levé 15 millions d'euros auprès de Fimalac.",
        {"Webedia": "Company", "Fimalac": "Company"},
        [],
    ),
    (
        "fr",
        "La capitalisation de Believe atteint 1,5 milliard d'euros.",
        {"Believe": "RecordLabel"},
        [("Believe", "marketValue", 1500000000, "EUR", ANY, None)],
    ),
    (
        "fr",
        "Au premier semestre, les revenus de Canal+ ont progressé de 3 %, à 3,1 milliards d'euros, contre 3 milliards un an plus tôt.",
        {"Canal+": "Broadcaster"},
        [
            ("Canal+", "revenue", 3100000000, "EUR", "2025-H1", 3),
            ("Canal+", "revenue", 3000000000, "EUR", "2024-H1", None),
        ],
    ),
    (
        "fr",
        "RMC revendique 2,5 millions d'auditeurs quotidiens, 4 % de moins qu'il y a un an.",
        {"RMC": "Broadcaster"},
        [("RMC", "audience", 2500000, "person", ANY, -4)],
    ),
    (
        "fr",
        "Mubi est facturé 13,99 euros par mois.",
        {"Mubi": "StreamingService"},
        [("Mubi", "price", 13.99, "EUR", ANY, None)],
    ),
    (
        "fr",
        "Embracer table sur un chiffre d'affaires de 2 à 2,4 milliards d'euros pour l'exercice 2025.",
        {"Embracer": "GameCompany"},
        [
            ("Embracer", "revenue", 2000000000, "EUR", "2025", None),
            ("Embracer", "revenue", 2400000000, "EUR", "2025", None),
        ],
    ),
    (
        "fr",
        "Les abonnés de Molotov ont regardé 120 millions d'heures de programmes en 2024.",
        {"Molotov": "StreamingService"},
        [("Molotov", "viewingTime", 120000000, "hour", "2024", None)],
    ),
    (
        "fr",
        "Avec 12,3 % de part d'audience en septembre, TMC devance W9 (2,4 %).",
        {"TMC": "Broadcaster", "W9": "Broadcaster"},
        [("TMC", "share", 12.3, "percent", "2025-09", None), ("W9", "share", 2.4, "percent", "2025-09", None)],
    ),
    (
        "fr",
        "La série « Cristal » a coûté 18 millions d'euros. Elle a réuni trois millions de curieux.",
        {"Cristal": "Series"},
        [("Cristal", "budget", 18000000, "EUR", ANY, None), ("Cristal", "audience", 3000000, "person", ANY, None)],
    ),
    (
        "fr",
        "Le groupe de presse Ebra, déficitaire, a perdu 12 millions d'euros en 2024 et emploie 3 700 salariés.",
        {"Ebra": "NewsPublisher"},
        [("Ebra", "netIncome", -12000000, "EUR", "2024", None), ("Ebra", "employees", 3700, "person", ANY, None)],
    ),
    (
        "fr",
        "« Vaiana 2 » a engrangé 1,05 milliard de dollars de recettes dans le monde.",
        {"Vaiana 2": "Film"},
        [("Vaiana 2", "boxOffice", 1050000000, "USD", ANY, None)],
    ),
    (
        "fr",
        "L'Autorité réclame 3 millions d'euros à Apple.",
        {"Apple": "Company"},
        [],
    ),
    (
        "fr",
        "La plateforme Ciné Direct compte désormais un demi-million d'abonnés, un tiers de plus qu'en 2024.",
        {"Ciné Direct": "StreamingService"},
        [("Ciné Direct", "subscribers", 500000, "person", ANY, 33.3)],
    ),
    (
        "fr",
        "Chez Asobo, 280 salariés travaillent sur le jeu.",
        {"Asobo": "GameCompany"},
        [("Asobo", "employees", 280, "person", ANY, None)],
    ),
    (
        "fr",
        "Le Festival d'Avignon a accueilli 130 000 spectateurs en juillet, dont 40 000 étrangers.",
        {"Festival d'Avignon": "Event"},
        [("Festival d'Avignon", "audience", 130000, "person", "2025-07", None)],
    ),
    (
        "fr",
        "Netflix prévoit 45 milliards de dollars de revenus cette année.",
        {"Netflix": "StreamingService"},
        [("Netflix", "revenue", 45000000000, "USD", "2025", None)],
    ),
    (
        "fr",
        "Prisma Media a vu ses revenus reculer de 4 % l'an dernier, à 290 millions d'euros.",
        {"Prisma Media": "NewsPublisher"},
        [("Prisma Media", "revenue", 290000000, "EUR", "2024", -4)],
    ),
    (
        "fr",
        "Mediawan pèse désormais 1,4 milliard d'euros de chiffre d'affaires.",
        {"Mediawan": "ProductionStudio"},
        [("Mediawan", "revenue", 1400000000, "EUR", ANY, None)],
    ),
    (
        "fr",
        "Lancée en 2019, la radio Nova Sud fédère chaque jour 310 000 auditeurs.",
        {"Nova Sud": "Broadcaster"},
        [("Nova Sud", "audience", 310000, "person", ANY, None)],
    ),
    (
        "fr",
        "Il en coûtera 79,99 euros pour se procurer Ombres d'acier, attendu le 12 mars.",
        {"Ombres d'acier": "VideoGame"},
        [("Ombres d'acier", "price", 79.99, "EUR", ANY, None)],
    ),
    (
        "fr",
        "Libération va se séparer de 45 journalistes.",
        {"Libération": "NewsPublisher"},
        [("Libération", "jobCuts", 45, "person", ANY, None)],
    ),
    (
        "fr",
        "Le titre de BD « Orage », tiré à 120 000 exemplaires, est déjà en rupture.",
        {"Orage": "Comic"},
        [("Orage", "unitsSold", 120000, "copy", ANY, None)],
    ),
    (
        "fr",
        "« HPI » a séduit 8,1 millions de personnes jeudi sur TF1, soit 38,9 % du public.",
        {"HPI": "Series", "TF1": "Broadcaster"},
        [
            ("HPI", "audience", 8100000, "person", "2025-10-16", None),
            ("HPI", "share", 38.9, "percent", "2025-10-16", None),
        ],
    ),
    (
        "fr",
        "L'action Gaumont a bondi de 12 % après l'annonce.",
        {"Gaumont": "ProductionStudio"},
        [],
    ),
    (
        "fr",
        "Ubisoft a terminé l'exercice 2024-2025 sur une perte de 159 millions d'euros, pour des ventes de 1,9 milliard.",
        {"Ubisoft": "GameCompany"},
        [("Ubisoft", "netIncome", -159000000, "EUR", ANY, None), ("Ubisoft", "revenue", 1900000000, "EUR", ANY, None)],
    ),
    (
        "fr",
        "La plateforme Salto revendiquait 900 000 abonnés fin 2022.",
        {"Salto": "StreamingService"},
        [("Salto", "subscribers", 900000, "person", "2022", None)],
    ),
    (
        "fr",
        "Au Festival de Cannes, Pathé a vendu « Brume » 3 millions de dollars à Neon.",
        {"Pathé": "ProductionStudio", "Brume": "Film", "Neon": "Company", "Festival de Cannes": "Event"},
        [],
    ),
    (
        "fr",
        "Le long métrage, « Brume », produit pour 5,2 millions d'euros, a cumulé 610 000 entrées en trois semaines.",
        {"Brume": "Film"},
        [("Brume", "budget", 5200000, "EUR", ANY, None), ("Brume", "audience", 610000, "person", ANY, None)],
    ),
    (
        "fr",
        "En 2024, Bayard employait 1 700 personnes. L'éditeur n'en compte plus que 1 400.",
        {"Bayard": "NewsPublisher"},
        [("Bayard", "employees", 1700, "person", "2024", None), ("Bayard", "employees", 1400, "person", ANY, None)],
    ),
    (
        "fr",
        "Deezer perd des abonnés : ils n'étaient plus que 9,4 millions fin septembre, 3 % de moins qu'un an plus tôt.",
        {"Deezer": "StreamingService"},
        [("Deezer", "subscribers", 9400000, "person", "2025-09", -3)],
    ),
    (
        "fr",
        "Les ventes de « Zelda » atteignent 21 millions d'unités.",
        {"Zelda": "VideoGame"},
        [("Zelda", "unitsSold", 21000000, "copy", ANY, None)],
    ),
    (
        "fr",
        "Selon Médiamétrie, France Inter rassemble 7,2 millions d'auditeurs, devant RTL (5,1 millions).",
        {"Médiamétrie": "Company", "France Inter": "Broadcaster", "RTL": "Broadcaster"},
        [("France Inter", "audience", 7200000, "person", ANY, None), ("RTL", "audience", 5100000, "person", ANY, None)],
    ),
    (
        "fr",
        "La maison de disques Tôt ou tard emploie vingt-huit salariés.",
        {"Tôt ou tard": "RecordLabel"},
        [("Tôt ou tard", "employees", 28, "person", ANY, None)],
    ),
    (
        "fr",
        "Son chiffre d'affaires publicitaire, en repli de 7 %, s'est établi à 84 millions d'euros, annonce Altice Médias.",
        {"Altice Médias": "Company"},
        [("Altice Médias", "advertisingRevenue", 84000000, "EUR", ANY, -7)],
    ),
    (
        "fr",
        "Vendu au prix de 24,90 euros, le livre « Marées » de Lise Colin s'est écoulé à quelque 75 000 exemplaires en 2024.",
        {"Marées": "Book", "Lise Colin": "Person"},
        [("Marées", "price", 24.9, "EUR", ANY, None), ("Marées", "unitsSold", 75000, "copy", "2024", None)],
    ),
    (
        "fr",
        "Le budget du festival Rock en Seine s'élève à 14 millions d'euros.",
        {"Rock en Seine": "Event"},
        [("Rock en Seine", "budget", 14000000, "EUR", ANY, None)],
    ),
    (
        "fr",
        "Quelque 1 200 emplois sont menacés chez Technicolor.",
        {"Technicolor": "Company"},
        [("Technicolor", "jobCuts", 1200, "person", ANY, None)],
    ),
    (
        "fr",
        "Au premier trimestre, Spotify a dégagé un bénéfice de 225 millions d'euros, contre 197 millions un an auparavant.",
        {"Spotify": "StreamingService"},
        [
            ("Spotify", "netIncome", 225000000, "EUR", "2025-Q1", None),
            ("Spotify", "netIncome", 197000000, "EUR", "2024-Q1", None),
        ],
    ),
    (
        "fr",
        "L'opération valorise Ynsect Studio 60 millions d'euros.",
        {"Ynsect Studio": "ProductionStudio"},
        [("Ynsect Studio", "marketValue", 60000000, "EUR", ANY, None)],
    ),
    (
        "fr",
        "Fondé en 2009, le studio Ankama emploie 240 personnes à Roubaix.",
        {"Ankama": "GameCompany", "Roubaix": "City"},
        [("Ankama", "employees", 240, "person", "2025", None)],
    ),
    (
        "fr",
        "Pressalp supprimera 62 postes d’ici à décembre.",
        {"Pressalp": "NewsPublisher"},
        [("Pressalp", "jobCuts", 62, "person", None, None)],
    ),
    (
        "fr",
        "Le groupe suédois Embracer a enregistré un chiffre d'affaires de 3,36 milliards de couronnes, en repli de 38 %.",
        {"Embracer": "GameCompany"},
        [("Embracer", "revenue", 3360000000, "SEK", None, -38)],
    ),
    (
        "fr",
        "Don't Nod se sépare de 69 salariés.",
        {"Don't Nod": "GameCompany"},
        [("Don't Nod", "jobCuts", 69, "person", ANY, None)],
    ),
    (
        "fr",
        "Bayard emploie 1.700 salariés, dont 1.200 en France.",
        {"Bayard": "NewsPublisher"},
        [("Bayard", "employees", 1700, "person", ANY, None)],
    ),
    (
        "fr",
        "Banijay a généré un chiffre d'affaires de 2,2 milliards d'euros (+ 2,9 %) et un Ebitda ajusté de 385 millions d'euros.",
        {"Banijay": "Company"},
        [("Banijay", "revenue", 2200000000, "EUR", None, 2.9)],
    ),
    (
        "fr",
        "Selon Médiamétrie, RTL (12,7 %) devance RMC (6 %) et Europe 1 (4,4 %) en part d'audience.",
        {"RTL": "Broadcaster", "RMC": "Broadcaster", "Europe 1": "Broadcaster"},
        [
            ("RTL", "share", 12.7, "percent", ANY, None),
            ("RMC", "share", 6, "percent", ANY, None),
            ("Europe 1", "share", 4.4, "percent", ANY, None),
        ],
    ),
    (
        "fr",
        "La start-up Mistral AI a levé 1,7 milliard d'euros, ce qui la valorise 11,7 milliards.",
        {"Mistral AI": "Company"},
        [("Mistral AI", "marketValue", 11700000000, "EUR", ANY, None)],
    ),
]
