"""The words that the builder writes in notebooks or looks for in chapter sources."""

LANGUAGES = ("fr", "en")
OTHER = {"fr": "en", "en": "fr"}

# Headings that every lesson has, in this order.
SECTIONS = {
    "objectives": {
        "fr": "Ce que vous saurez faire",
        "en": "What you will be able to do",
    },
    "limits": {
        "fr": "Ce que les données ne disent pas",
        "en": "What the data cannot say",
    },
    "quiz": {"fr": "Vérifiez-vous", "en": "Check yourself"},
    "takeaways": {"fr": "À retenir", "en": "Takeaways"},
    "terms": {"fr": "Vocabulaire", "en": "Terms"},
    "references": {"fr": "Références", "en": "References"},
}

# The first word of a practical's heading: "## TP 08.2 · B · title".
PRACTICAL = {"fr": "TP", "en": "Practical"}

# What the first and the last cell of every notebook say.
NAVIGATION = {
    "fr": {
        "other_language": "Version française",
        "lesson": "Cours",
        "exercise": "Travaux pratiques",
        "solution": "Solutions",
        "previous": "Chapitre précédent",
        "next": "Chapitre suivant",
        "colon": "\N{NO-BREAK SPACE}:",
    },
    "en": {
        "other_language": "English version",
        "lesson": "Lesson",
        "exercise": "Practicals",
        "solution": "Solutions",
        "previous": "Previous chapter",
        "next": "Next chapter",
        "colon": ":",
    },
}
