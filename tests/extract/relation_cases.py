"""Sentences and the relations that they state, or that a careless reading would claim.

A case is (language, text, triples, mode): the triples are among the claims of the text, all of them in that mode.
A second list holds single triples that may not appear.
"""

from __future__ import annotations

#: One sentence or two for each mechanism of the extraction.
FOUND = [
    # interest that is shown or denied
    ("fr", "Netflix a manifesté son intérêt pour ITV Studios.", [("Netflix", "acquires", "ITV Studios")], "hedged"),
    ("fr", "Le groupe TF1 a démenti tout intérêt pour ITV Studios.", [("TF1", "acquires", "ITV Studios")], "negated"),
    ("en", "Netflix has expressed interest in ITV Studios.", [("Netflix", "acquires", "ITV Studios")], "hedged"),
    ("en", "Sky has denied any interest in ITV Studios.", [("Sky", "acquires", "ITV Studios")], "negated"),
    (
        "fr",
        "À la tête de Gaumont depuis 2004, Sidonie Dumas voit plus grand.",
        [("Sidonie Dumas", "chiefExecutiveOf", "Gaumont")],
        "asserted",
    ),
    (
        "fr",
        "Nommé PDG de Mediawan en 2023, Paul Brichet quitte ses fonctions.",
        [("Paul Brichet", "chiefExecutiveOf", "Mediawan")],
        "asserted",
    ),
    (
        "fr",
        "Au casting de la série « Tapie », on retrouve Laurent Lafitte et Joséphine Japy.",
        [("Tapie", "castMember", "Laurent Lafitte"), ("Tapie", "castMember", "Joséphine Japy")],
        "asserted",
    ),
    (
        "fr",
        "Développé par Don't Nod et édité par Square Enix, « Life Is Strange » est sorti sur PC.",
        [("Life Is Strange", "developer", "Don't Nod"), ("Life Is Strange", "publisher", "Square Enix")],
        "asserted",
    ),
    (
        "fr",
        "Ara Aprikian, directeur général adjoint chargé des contenus du groupe TF1, s'en félicite.",
        [("Ara Aprikian", "executiveOf", "TF1")],
        "asserted",
    ),
    (
        "fr",
        "Brut passe sous le contrôle de CMA Media.",
        [("CMA Media", "acquires", "Brut")],
        "asserted",
    ),
    (
        "en",
        "Amazon's purchase of MGM was cleared in March.",
        [("Amazon", "acquires", "MGM")],
        "asserted",
    ),
    (
        "en",
        "The game is being developed by Manchester's Lowlight Games. Lowlight Games, home to Umbra Studios, is hiring.",
        [("Lowlight Games", "owns", "Umbra Studios")],
        "asserted",
    ),
    (
        "en",
        "A complaint lodged by Getty Images against Stability AI reached the High Court.",
        [("Getty Images", "sues", "Stability AI")],
        "asserted",
    ),
    (
        "en",
        "Harriet Cole took the helm at Channel 4 in January. Reed Hastings sits on the board of Netflix.",
        [("Harriet Cole", "chiefExecutiveOf", "Channel 4"), ("Reed Hastings", "memberOf", "Netflix")],
        "asserted",
    ),
    (
        "en",
        "Netflix has ordered a second season of The Quiet Tide, the Danish thriller created by Ada Holm.",
        [("The Quiet Tide", "broadcaster", "Netflix"), ("The Quiet Tide", "creator", "Ada Holm")],
        "asserted",
    ),
    (
        "en",
        "Kodiak Games was bought by a consortium of Silver Lake, Netflix and Affinity Partners.",
        [("Silver Lake", "acquires", "Kodiak Games"), ("Affinity Partners", "acquires", "Kodiak Games")],
        "asserted",
    ),
    (
        "en",
        "A spokesman for Brume Films denied reports that Netflix was preparing to buy Kodiak Games.",
        [("Netflix", "acquires", "Kodiak Games")],
        "negated",
    ),
    (
        "fr",
        "Mediawan et Wild Bunch s'associent pour produire trois films par an.",
        [("Mediawan", "partnersWith", "Wild Bunch")],
        "asserted",
    ),
    (
        "fr",
        "Netflix commande une deuxième saison de « Tapie », créée par Tristan Séguéla et Olivier Demangel.",
        [("Tapie", "creator", "Tristan Séguéla"), ("Tapie", "creator", "Olivier Demangel")],
        "asserted",
    ),
    (
        "fr",
        "Produit par Haut et Court et distribué par Pathé, « Un simple accident » a remporté la Palme d'or.",
        [
            ("Un simple accident", "productionCompany", "Haut et Court"),
            ("Un simple accident", "distributor", "Pathé"),
            ("Un simple accident", "awardReceived", "Palme d'or"),
        ],
        "asserted",
    ),
    (
        "fr",
        "Écrit et réalisé par Emmanuel Courcol, « En fanfare » réunit Benjamin Lavernhe et Pierre Lottin.",
        [
            ("En fanfare", "director", "Emmanuel Courcol"),
            ("En fanfare", "screenwriter", "Emmanuel Courcol"),
            ("En fanfare", "castMember", "Pierre Lottin"),
        ],
        "asserted",
    ),
    (
        "fr",
        (
            "La chaîne M6 a diffusé « Les Ombres de Nice », une série policière produite par Gaumont, avec "
            "Audrey Fleurot, Jérémie Renier et Zineb Triki."
        ),
        [
            ("Les Ombres de Nice", "castMember", "Audrey Fleurot"),
            ("Les Ombres de Nice", "castMember", "Zineb Triki"),
            ("Les Ombres de Nice", "productionCompany", "Gaumont"),
        ],
        "asserted",
    ),
    (
        "fr",
        "La musique du film « Le Dernier Bal » est signée Alexandre Desplat.",
        [("Le Dernier Bal", "composer", "Alexandre Desplat")],
        "asserted",
    ),
    (
        "fr",
        (
            "Le téléfilm « Sous le pic » est tourné à Tarbes. La production est assurée par Pyrène Images, une société "
            "basée à Pau."
        ),
        [("Sous le pic", "productionCompany", "Pyrène Images"), ("Pyrène Images", "headquarters", "Pau")],
        "asserted",
    ),
    (
        "fr",
        "Le film « Les Barques » sort mercredi. Production : Films d'Ariane. Distribution : Jour2fête.",
        [("Les Barques", "productionCompany", "Films d'Ariane"), ("Les Barques", "distributor", "Jour2fête")],
        "asserted",
    ),
    (
        "fr",
        "Isabelle Giordano succède à Serge Toubiana à la tête d'Unifrance.",
        [("Isabelle Giordano", "chiefExecutiveOf", "Unifrance")],
        "asserted",
    ),
    (
        "fr",
        "Deezer, dont Jerónimo Folgueira était le directeur général jusqu'en 2024, a perdu des abonnés.",
        [("Jerónimo Folgueira", "chiefExecutiveOf", "Deezer")],
        "asserted",
    ),
    (
        "fr",
        "La start-up Lumi, créée en 2017, a levé 12 millions d'euros auprès de Bpifrance et Partech.",
        [("Bpifrance", "investsIn", "Lumi"), ("Partech", "investsIn", "Lumi")],
        "asserted",
    ),
    (
        "fr",
        "Le studio Dontnod travaille sur un nouveau jeu, Lost Harbor.",
        [("Lost Harbor", "developer", "Dontnod")],
        "asserted",
    ),
    (
        "fr",
        "Colin Ashworth, bassiste et compositeur britannique, vit à Leeds.",
        [("Colin Ashworth", "occupation", "composer"), ("Colin Ashworth", "citizenship", "United Kingdom")],
        "asserted",
    ),
    (
        "fr",
        "Sur Prime Video, la série « Culte » raconte les débuts d'une émission.",
        [("Culte", "broadcaster", "Prime Video")],
        "asserted",
    ),
    (
        "fr",
        "La rédaction de BFM TV utilise ChatGPT.",
        [("BFM TV", "usesTechnology", "ChatGPT")],
        "asserted",
    ),
    (
        "fr",
        "Le film « Sous le pic » sort mardi. Maud Larrieu a écrit le scénario avec Fabien Dousset.",
        [("Sous le pic", "screenwriter", "Maud Larrieu"), ("Sous le pic", "screenwriter", "Fabien Dousset")],
        "asserted",
    ),
    (
        "fr",
        "Leur album, « Kilomètre zéro », sortira bientôt. Il est produit par Renaud Lacassagne.",
        [("Kilomètre zéro", "producer", "Renaud Lacassagne")],
        "asserted",
    ),
    (
        "fr",
        "Lancé le 24 avril sur PC, « Clair Obscur » est un jeu édité par Kepler Interactive.",
        [("Clair Obscur", "releaseDate", "2025-04-24")],
        "asserted",
    ),
    (
        "fr",
        "Mathieu Kassovitz et Laure Calamy forment le casting de « Furcy », un film adapté d'un roman.",
        [("Furcy", "castMember", "Mathieu Kassovitz"), ("Furcy", "castMember", "Laure Calamy")],
        "asserted",
    ),
    (
        "fr",
        "Dans « Les Lueurs », son nouveau long métrage, Mia Hansen-Løve dirige Léa Seydoux et Pascal Greggory.",
        [("Les Lueurs", "director", "Mia Hansen-Løve"), ("Les Lueurs", "castMember", "Léa Seydoux")],
        "asserted",
    ),
    (
        "fr",
        "Produite par Big Band Story pour TF1, la série « HPI » s'achèvera bientôt.",
        [("HPI", "productionCompany", "Big Band Story"), ("HPI", "broadcaster", "TF1")],
        "asserted",
    ),
    (
        "fr",
        "Le roman de Gaël Faye « Jacaranda » est paru chez Grasset.",
        [("Jacaranda", "author", "Gaël Faye"), ("Jacaranda", "publisher", "Grasset")],
        "asserted",
    ),
    (
        "fr",
        "Le logiciel Plume a été conçu par la jeune pousse Syntagme.",
        [("Syntagme", "develops", "Plume")],
        "asserted",
    ),
    (
        "en",
        (
            "The film is a thriller. Directed by Lena Hirsch and starring Jessica Chastain and Adam Driver, "
            "the thriller “Cold Harbor” opens on Friday."
        ),
        [
            ("Cold Harbor", "director", "Lena Hirsch"),
            ("Cold Harbor", "castMember", "Jessica Chastain"),
            ("Cold Harbor", "castMember", "Adam Driver"),
        ],
        "asserted",
    ),
    (
        "en",
        "“Succession” won best drama series and Sarah Snook was named best actress in a drama.",
        [
            ("Succession", "awardReceived", "best drama series"),
            ("Sarah Snook", "awardReceived", "best actress in a drama"),
        ],
        "asserted",
    ),
    (
        "en",
        "Taylor Swift won album of the year at the ceremony.",
        [("Taylor Swift", "awardReceived", "album of the year")],
        "asserted",
    ),
    (
        "en",
        "Claudia Winkleman hosts the BBC quiz The Last Door.",
        [
            ("The Last Door", "presenter", "Claudia Winkleman"),
            ("The Last Door", "broadcaster", "BBC"),
            ("The Last Door", "genre", "game show"),
        ],
        "asserted",
    ),
    (
        "en",
        "Critics loved The Cartographer's Debt, a film by Ada Holm.",
        [("The Cartographer's Debt", "director", "Ada Holm")],
        "asserted",
    ),
    (
        "en",
        "Greta Gerwig wrote and directed the film Narnia.",
        [
            ("Narnia", "director", "Greta Gerwig"),
            ("Narnia", "screenwriter", "Greta Gerwig"),
        ],
        "asserted",
    ),
    (
        "en",
        (
            "Idris Elba plays a detective in Luther: The Fallen Sun. The movie was directed by Jamie Payne "
            "and also features Cynthia Erivo."
        ),
        [
            ("Luther: The Fallen Sun", "director", "Jamie Payne"),
            ("Luther: The Fallen Sun", "castMember", "Cynthia Erivo"),
        ],
        "asserted",
    ),
    (
        "en",
        "The Toronto startup Lumeno has 40 employees.",
        [("Lumeno", "headquarters", "Toronto")],
        "asserted",
    ),
    (
        "en",
        "South Korean thriller Night Shift stars Lee Jung-jae.",
        [("Night Shift", "countryOfOrigin", "South Korean")],
        "asserted",
    ),
    (
        "en",
        "Warner Bros. Discovery named Anna Keller chief content officer of Max on Monday.",
        [("Anna Keller", "executiveOf", "Max")],
        "asserted",
    ),
    (
        "en",
        "SoftBank led a $200 million funding round in Runway.",
        [("SoftBank", "investsIn", "Runway")],
        "asserted",
    ),
    (
        "en",
        "Runway raised $308 million in a round led by General Atlantic, with participation from Nvidia.",
        [
            ("General Atlantic", "investsIn", "Runway"),
            ("Nvidia", "investsIn", "Runway"),
        ],
        "asserted",
    ),
    (
        "en",
        "The studio tapped Lena Hirsch to direct the film Glass Orchard.",
        [("Glass Orchard", "director", "Lena Hirsch")],
        "asserted",
    ),
    (
        "en",
        "RTL Group, controlled by Bertelsmann, dropped plans to buy Sky Deutschland.",
        [("RTL Group", "acquires", "Sky Deutschland")],
        "negated",
    ),
    (
        "en",
        "The Brutalist stars Adrien Brody. It was produced by Brady Corbet.",
        [("The Brutalist", "producer", "Brady Corbet")],
        "asserted",
    ),
    (
        "en",
        "Element Pictures, the Dublin company that made the film Low Fields, spent $28 million.",
        [("Low Fields", "productionCompany", "Element Pictures")],
        "asserted",
    ),
    (
        "en",
        "The podcast is called Barrio Alto. Spotify co-produces the podcast Barrio Alto, hosted by Luis Fonsi.",
        [("Barrio Alto", "presenter", "Luis Fonsi")],
        "asserted",
    ),
    (
        "en",
        "Hannah Waddingham has been cast in the Channel 4 drama Falling.",
        [
            ("Falling", "castMember", "Hannah Waddingham"),
            ("Falling", "broadcaster", "Channel 4"),
        ],
        "asserted",
    ),
    (
        "en",
        "Glasgow four-piece The Paper Herons sang. Bassist Ravi Sood left in 2023.",
        [("Ravi Sood", "memberOf", "The Paper Herons")],
        "asserted",
    ),
    (
        "en",
        "Studio head Ada Holm spoke to Radio 1's Jonty Price.",
        [("Jonty Price", "employeeOf", "Radio 1")],
        "asserted",
    ),
    (
        "en",
        (
            "Sonos remains a rival of Bang & Olufsen. Thad Brenner, who runs the Nordic division of "
            "Universal Music, shrugged."
        ),
        [
            ("Thad Brenner", "executiveOf", "Universal Music"),
            ("Sonos", "competesWith", "Bang & Olufsen"),
        ],
        "asserted",
    ),
    (
        "en",
        "The jury handed the Grand Prix to Omar Lind's Salt Ledger.",
        [("Salt Ledger", "awardReceived", "Grand Prix")],
        "asserted",
    ),
]

#: Claims that the words suggest and the grammar forbids.
REFUSED = [
    (
        "fr",
        "La série « Les Ombres », que Disney+ mettra en ligne le 12 juin, a été créée par Fanny Herrero.",
        ("Fanny Herrero", "founderOf", "Disney+"),
    ),
    (
        "fr",
        "Polder Media a annoncé mercredi l'acquisition de Studios Carmin, une société établie à Strasbourg.",
        ("Studios Carmin", "foundingDate", "2025-10-08"),
    ),
    (
        "fr",
        "Dans la version anglaise, Ruth Calder et Omar Lind doublent les deux héros.",
        ("Ruth Calder", "citizenship", "England"),
    ),
    (
        "fr",
        "L'éditeur Nacon a placé ses studios Spiders et Kylotonn en redressement judiciaire.",
        ("Nacon", "occupation", "publisher"),
    ),
    ("fr", "« Vertebrae », le jeu d'horreur de Focus, sort mardi.", ("Vertebrae", "genre", "horror film")),
    ("fr", "« Les Barques », premier roman de Nour Haddadi, sort mardi.", ("Les Barques", "genre", "novel")),
    (
        "en",
        "The Post was sold to Quillon Partners, a firm run by Bastian Hoyt.",
        ("Bastian Hoyt", "owns", "Post"),
    ),
    (
        "en",
        "Marisol Quintero, the Colombian-born founder of Tierra Sonora, smiled.",
        ("Marisol Quintero", "citizenship", "Colombian"),
    ),
    (
        "en",
        "Ada Holm won praise for the best film of the year.",
        ("Ada Holm", "awardReceived", "best film of the year"),
    ),
    (
        "en",
        "Warner Bros. chief executive Ada Holm resigned.",
        ("Ada Holm", "occupation", "chief executive officer"),
    ),
]
