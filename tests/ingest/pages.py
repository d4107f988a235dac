"""A realistic web page round an article, in French and in English."""

ARTICLE = {
    "fr": [
        "La chaîne Canal Brume a annoncé mardi le rachat du studio brestois Les Trois Phares pour 12 millions d’euros.",
        "Sa directrice générale, Anne Morel, promet de garder les quarante salariés et leurs projets en cours.",
        "Le studio, fondé en 2009, prépare une série d’animation tirée du roman de Paul Guern.",
    ],
    "en": [
        "The channel Brume announced on Tuesday that it had bought the studio Three Lighthouses for $12 million.",
        "Its chief executive, Anne Morel, promised to keep the forty employees and the films they are working on.",
        "The studio, founded in 2009, is preparing an animated series based on the novel by Paul Guern.",
    ],
}
FURNITURE = {
    "fr": {
        "nav": ["Accueil", "Séries", "Jeux vidéo"],
        "ad": "Publicité : Netflix rachète votre abonnement",
        "comment": "Brume a racheté Disney, tout le monde le sait !",
        "related": "Dix studios à suivre cet automne",
        "foot": "© 2025 Brume Info – Tous droits réservés. Mentions légales",
    },
    "en": {
        "nav": ["Home", "Series", "Games"],
        "ad": "Advertisement: Netflix buys your subscription",
        "comment": "Brume bought Disney, everybody knows that!",
        "related": "Ten studios to watch this autumn",
        "foot": "© 2025 Brume Info. All rights reserved. Privacy Terms",
    },
}


def page(lang: str, *, html_lang: str | None = None, head: str = "") -> str:
    """Return the page; ``html_lang`` overrides its language attribute, ``head`` adds to its head."""
    words = FURNITURE[lang]
    menu = "".join(f'<li><a href="/{n}">{word}</a></li>' for n, word in enumerate(words["nav"]))
    body = "\n".join(f"<p>{paragraph}</p>" for paragraph in ARTICLE[lang])
    return f"""<!DOCTYPE html>
<html lang="{html_lang or lang}"><head><meta charset="utf-8"><title>Brume – Three Lighthouses | Brume Info</title>
<meta property="og:title" content="Brume, Three Lighthouses"><meta property="og:site_name" content="Brume Info">
<meta property="article:published_time" content="2031-05-06T10:00:00+02:00"><meta name="author" content="Luc Arnaud">
<link rel="canonical" href="https://brume.example/a">{head}</head>
<body><header><nav><ul>{menu}</ul></nav></header><div class="ad">{words["ad"]}</div>
<main><article><h1>Brume, Three Lighthouses</h1>
{body}
</article>
<aside class="related"><ul><li><a href="/r">{words["related"]}</a></li></ul></aside>
<section class="comments" id="comments"><div class="comment"><p>{words["comment"]}</p></div></section></main>
<footer><p>{words["foot"]}</p></footer><script>track("Disney buys Brume")</script></body></html>"""
