package org.mem0queue.ui;

import org.mem0queue.ui.control.Notices;
import org.mem0queue.ui.nav.PageContext;
import org.mem0queue.ui.text.Messages;

import java.time.Clock;
import java.time.ZoneId;
import java.util.Locale;

/** What a page is given at the moment of the samples: work is done at once, time stands still. */
public final class SampleContext {
    public static final ZoneId ZONE = ZoneId.of("Europe/Paris");

    private SampleContext() {}

    /** In English, with links that lead nowhere. */
    public static PageContext with(Notices notices) {
        return new PageContext(
                SampleSnapshots.DIRECTORY,
                new Messages(Locale.ENGLISH, ZONE, SampleSnapshots.HOME),
                Clock.fixed(SampleSnapshots.NOW, ZONE),
                new InlineBackground(),
                destination -> {},
                notices);
    }
}
