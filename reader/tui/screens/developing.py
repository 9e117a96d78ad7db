"""The verbs of stories on the main screen: the list of them, an article's own, following it."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from reader.model.query import ArticleQuery, InStory
from reader.tui.views import View

if TYPE_CHECKING:
    from reader.model.article import Article
    from reader.tui.screens.base import NewsScreen
    from reader.tui.screens.stories_base import StoryLeft

    class Verbs(NewsScreen):
        """What these verbs ask of their screen."""

        def action_open(self) -> None: ...
else:
    Verbs = object  # as in `base`


class Developing(Verbs):
    """Leads to the screens of stories, and back from them."""

    def action_stories(self, followed: bool = False) -> None:
        """What is developing."""
        from reader.tui.screens.stories import StoriesScreen  # noqa: PLC0415 - when it is opened

        screen = StoriesScreen(self.reader, self.changed, self.asking, followed=followed)
        self.app.push_screen(screen, self._left_stories)

    def action_story(self) -> None:
        """The page of the article's story."""
        if (article := self._of_story()) is not None:
            self.work(partial(self._open_story, article.id), "story")

    def action_coverage(self) -> None:
        """The articles of the article's story, as a list."""
        if (article := self._of_story()) is not None:
            self.work(partial(self._show_coverage, article), "story")

    def action_follow(self) -> None:
        """Follow the article's story, or no longer."""
        if (article := self._of_story()) is not None:
            self.write(partial(self._turn_following, article.id))

    def _of_story(self) -> Article | None:
        if (article := self.target()) is None:
            self.say("No article is chosen.")
        return article

    async def _open_story(self, article_id: int) -> None:
        from reader.tui.screens.story import StoryScreen  # noqa: PLC0415 - when it is opened

        story = await self.reader.stories.story_of(article_id)
        screen = StoryScreen(self.reader, self.changed, self.asking, story_id=story)
        self.app.push_screen(screen, self._left_stories)

    async def _show_coverage(self, article: Article) -> None:
        story = await self.reader.stories.story(await self.reader.stories.story_of(article.id))
        self.show_story(story.id, story.title, article.id)

    async def _turn_following(self, article_id: int) -> None:
        story = await self.reader.stories.story(await self.reader.stories.story_of(article_id))
        if story.followed:
            await self.reader.follows.unfollow(story.id)
            self.say("No longer followed · {mark.undo} undoes")
        else:
            await self.reader.follows.follow(story.id)
            self.say(f"Following “{story.title}” · {{mark.undo}} undoes")

    def _left_stories(self, left: StoryLeft | None) -> None:
        if left is not None:
            self.show_story(left.story_id, left.title, left.article_id, read=True)

    def show_story(
        self, story_id: int, title: str, article_id: int | None = None, *, read: bool = False
    ) -> None:
        """Show the articles of a story as a list, perhaps with one of them open."""
        view = View(title, ArticleQuery(InStory(story_id)))
        self.work(partial(self._show_story, view, article_id, read=read), "view")

    async def _show_story(self, view: View, article_id: int | None, *, read: bool) -> None:
        await self.show_view(view)
        self.go("list")
        if article_id is not None and await self.list.go(article_id) and read:
            self.action_open()
