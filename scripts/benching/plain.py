"""What most teams write: each tagged draft in turn through a model, and the post updated in place.

For comparison alone, with the libraries one would take. WP_URL, WP_USER, WP_PASSWORD, MODEL_URL name both sides; a post
keeps its text nowhere but in WordPress's own revisions.
"""

import os

import requests
from openai import OpenAI

PROMPT = "Réécris ce brouillon en un article français optimisé pour le SEO, en HTML.\n\nTitre : {title}\n\n{content}"


def main() -> None:
    site = requests.Session()
    site.auth = (os.environ["WP_USER"], os.environ["WP_PASSWORD"])
    api = os.environ["WP_URL"] + "/wp-json/wp/v2"
    model = OpenAI(base_url=os.environ["MODEL_URL"], api_key="none")
    tag = site.get(f"{api}/tags", params={"slug": "needs-seo"}).json()[0]["id"]
    while True:
        query = {"tags": tag, "status": "draft", "context": "edit", "per_page": 10}
        drafts = site.get(f"{api}/posts", params=query).json()
        if not drafts:
            return
        for draft in drafts:
            prompt = PROMPT.format(title=draft["title"]["raw"], content=draft["content"]["raw"])
            answer = model.chat.completions.create(model="plain", messages=[{"role": "user", "content": prompt}])
            change = {
                "content": answer.choices[0].message.content,
                "tags": [other for other in draft["tags"] if other != tag],
            }
            site.post(f"{api}/posts/{draft['id']}", json=change).raise_for_status()


if __name__ == "__main__":
    main()
