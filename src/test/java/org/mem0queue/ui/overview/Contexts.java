package org.mem0queue.ui.overview;

import static org.mem0queue.ui.SampleSnapshots.NOW;

import org.mem0queue.ui.InlineBackground;
import org.mem0queue.ui.NoticeList;
import org.mem0queue.ui.SampleSnapshots;
import org.mem0queue.ui.fx.Background;
import org.mem0queue.ui.nav.Navigator;
import org.mem0queue.ui.nav.PageContext;
import org.mem0queue.ui.text.Messages;

import java.time.Clock;
import java.time.ZoneOffset;

/** What a page is given, without a window: work is done at once, time stands still. */
final class Contexts {
    private Contexts() {}

    static PageContext of(Messages words, Navigator navigator) {
        return of(words, navigator, new InlineBackground());
    }

    static PageContext of(Messages words, Navigator navigator, Background background) {
        return new PageContext(
                SampleSnapshots.DIRECTORY,
                words,
                Clock.fixed(NOW, ZoneOffset.UTC),
                background,
                navigator,
                new NoticeList());
    }
}
