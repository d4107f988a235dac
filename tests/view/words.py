# ruff: noqa: E501
"""Names of classes and relations as the ontology gives them, for pages under test."""

from __future__ import annotations

from kg.view.labels import ViewLabels

CLASSES = {
    "Person": ("Person", "Personne"), "Organization": ("Organisation", "Organisation"), "Company": ("Company", "Entreprise"),
    "ProductionStudio": ("Production studio", "Studio de production"), "Broadcaster": ("Broadcaster", "Diffuseur"),
    "StreamingService": ("Streaming service", "Service de streaming"), "GameCompany": ("Game company", "Éditeur de jeux"),
    "RecordLabel": ("Record label", "Label"), "NewsPublisher": ("News publisher", "Éditeur de presse"),
    "PublicBody": ("Public body", "Organisme public"), "Union": ("Union", "Syndicat"), "MusicGroup": ("Music group", "Groupe de musique"),
    "CreativeWork": ("Work", "Œuvre"), "Film": ("Film", "Film"), "Series": ("Series", "Série"), "Programme": ("Programme", "Émission"),
    "VideoGame": ("Video game", "Jeu vidéo"), "Album": ("Album", "Album"), "Song": ("Song", "Chanson"), "Book": ("Book", "Livre"),
    "Comic": ("Comic", "Bande dessinée"), "Franchise": ("Franchise", "Franchise"), "Technology": ("Technology", "Technologie"),
    "Product": ("Product", "Produit"), "Award": ("Award", "Prix"), "Event": ("Event", "Événement"), "Genre": ("Genre", "Genre"),
    "Occupation": ("Occupation", "Métier"), "Place": ("Place", "Lieu"), "Country": ("Country", "Pays"), "City": ("City", "Ville"),
}  # fmt: skip
RELATIONS = {
    "chiefExecutiveOf": ("chief executive of", "dirige"), "founderOf": ("founder of", "a fondé"),
    "executiveOf": ("executive of", "cadre dirigeant de"), "owns": ("owns", "possède"), "acquires": ("acquires", "rachète"),
    "partnersWith": ("partners with", "partenaire de"), "competesWith": ("competes with", "concurrent de"), "sues": ("sues", "poursuit"),
    "investsIn": ("invests in", "investit dans"), "director": ("directed by", "réalisé par"), "castMember": ("cast", "distribution"),
    "screenwriter": ("written by", "scénario de"), "productionCompany": ("produced by", "produit par"),
    "broadcaster": ("shown on", "diffusé par"), "developer": ("developed by", "développé par"), "performer": ("performed by", "interprété par"),
    "partOfFranchise": ("part of", "fait partie de"), "awardReceived": ("award received", "prix reçu"),
    "headquarters": ("headquarters in", "siège à"), "countryOfOrigin": ("country of origin", "pays d’origine"),
    "usesTechnology": ("uses", "utilise"), "develops": ("develops", "développe"), "releaseDate": ("release date", "date de sortie"),
    "revenue": ("revenue", "chiffre d’affaires"), "subscribers": ("subscribers", "abonnés"), "employees": ("employees", "effectif"),
    "audience": ("audience", "audience"), "occupation": ("occupation", "métier"), "genre": ("genre", "genre"), "price": ("price", "prix"),
}  # fmt: skip
ORGANIZATIONS = "Company ProductionStudio Broadcaster StreamingService GameCompany RecordLabel NewsPublisher PublicBody Union MusicGroup"
WORKS = "Film Series Programme VideoGame Album Song Book Comic Franchise"

LABELS = ViewLabels(
    classes={name: {"en": en, "fr": fr} for name, (en, fr) in CLASSES.items()},
    relations={name: {"en": en, "fr": fr} for name, (en, fr) in RELATIONS.items()},
    parents=dict.fromkeys(ORGANIZATIONS.split(), "Organization")
    | dict.fromkeys(WORKS.split(), "CreativeWork")
    | {"Country": "Place", "City": "Place"},
    symmetric=frozenset({"partnersWith", "competesWith", "mergesWith"}),
)
