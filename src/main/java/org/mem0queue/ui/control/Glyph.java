package org.mem0queue.ui.control;

/**
 * The icons: outlines on a grid of 16 by 16, drawn with a round stroke of 1.5. Those of the states
 * differ in shape, so that they read without colour.
 */
public enum Glyph {
    // the six states
    PENDING(Shapes.CIRCLE + "M8 4.75V8l2.1 1.4"),
    SENDING("M8 10.75v-8M4.5 6.1 8 2.6l3.5 3.5M3 13.4h10"),
    SYNCED(Shapes.CIRCLE + "M5.4 8.2l1.8 1.8 3.4-3.8"),
    FAILED("M5.6 2.25h4.8l3.35 3.35v4.8l-3.35 3.35H5.6L2.25 10.4V5.6zM8 5v3.4M8 10.9v.05"),
    UNCLEAR(Shapes.CIRCLE + "M6.3 6.3a1.75 1.75 0 1 1 2.55 1.55c-.55.3-.85.6-.85 1.15M8 11.1v.05"),
    LOST("M8 5.2v3.2M8 10.8v.05", Shapes.CIRCLE),

    // places and things
    OVERVIEW(
            Shapes.square(2.25, 2.25)
                    + Shapes.square(9, 2.25)
                    + Shapes.square(2.25, 9)
                    + Shapes.square(9, 9)),
    LOGS(
            "M3.25 2.75h9.5a1.5 1.5 0 0 1 1.5 1.5v7.5a1.5 1.5 0 0 1-1.5 1.5h-9.5a1.5 1.5 0 0"
                    + " 1-1.5-1.5v-7.5a1.5 1.5 0 0 1 1.5-1.5zM4.5 6l2 2-2 2M8.5 10.25h3"),
    FOLDER(
            "M1.75 4.25a1.5 1.5 0 0 1 1.5-1.5h2.6l1.6 1.75h5.3a1.5 1.5 0 0 1 1.5 1.5v5.75a1.5 1.5"
                    + " 0 0 1-1.5 1.5h-9.5a1.5 1.5 0 0 1-1.5-1.5z"),
    FILE("M3.75 1.75H9.5l2.75 2.75v9.75h-8.5zM9.25 2v2.75h2.75"),
    LOCK(Shapes.LOCK_BODY + "M5.25 7V5a2.75 2.75 0 0 1 5.5 0v2"),
    UNLOCK(Shapes.LOCK_BODY + "M5.25 7V4.9a2.75 2.75 0 0 1 5.3-1"),
    WORKER(
            "M13.4 6.6A5.6 5.6 0 0 0 3.3 5M2.6 9.4A5.6 5.6 0 0 0 12.7"
                    + " 11M3 2.5V5.25h2.75M13 13.5v-2.75h-2.75"),
    SERVER(
            "M3.25 2.5h9.5a1 1 0 0 1 1 1v2.5a1 1 0 0 1-1 1h-9.5a1 1 0 0 1-1-1v-2.5a1 1 0 0 1"
                + " 1-1zM3.25 9h9.5a1 1 0 0 1 1 1v2.5a1 1 0 0 1-1 1h-9.5a1 1 0 0 1-1-1v-2.5a1 1 0 0"
                + " 1 1-1zM4.75 4.75v.05M4.75 11.25v.05"),
    EYE(
            "M1.5 8S4 3.5 8 3.5 14.5 8 14.5 8 12 12.5 8 12.5 1.5 8 1.5 8z"
                    + "M6 8a2 2 0 1 1 4 0a2 2 0 1 1-4 0z"),

    MEMORIES("M2.5 4h11M2.5 8h11M2.5 12h7"),
    RECOVERY(
            Shapes.CIRCLE
                    + "M5.75 8a2.25 2.25 0 1 1 4.5 0a2.25 2.25 0 1 1-4.5 0z"
                    + "M4 4l2.4 2.4M12 4 9.6 6.4M4 12l2.4-2.4M12 12 9.6 9.6"),
    ACTIVITY("M2.6 9.2A5.5 5.5 0 1 0 3.7 4.5M2.75 2.5v2.75H5.5M8 5.2V8l2 1.4"),
    PROTECT(Shapes.SHIELD),
    PROTECTED(Shapes.SHIELD + "M5.6 7.9l1.7 1.7 3.1-3.4"),
    SETTINGS(
            "M2.25 5h6M12 5h1.75M2.25 11H4M7.75 11h6"
                    + "M8.25 5a1.85 1.85 0 1 1 3.7 0a1.85 1.85 0 1 1-3.7 0z"
                    + "M4.05 11a1.85 1.85 0 1 1 3.7 0a1.85 1.85 0 1 1-3.7 0z"),

    // marks and acts
    CHECK("M3 8.4l3.2 3.2L13 4.6"),
    DASH("M4.5 8h7"),
    WARNING("M8 2.25 14.25 13.25H1.75zM8 6.5v3M8 11.3v.05"),
    NOTICE(Shapes.CIRCLE + "M8 7.6v3.2M8 5.2v.05"),
    LOOK_NOW("M13.25 8A5.25 5.25 0 1 1 11.6 4.2M13.25 2.5v2.75H10.5"),
    MORE(Shapes.dot(3.5) + Shapes.dot(8) + Shapes.dot(12.5)),
    SEARCH("M2.5 7a4.5 4.5 0 1 1 9 0a4.5 4.5 0 1 1-9 0zM10.4 10.4l3.35 3.35"),
    CLOSE("M4 4l8 8M12 4l-8 8"),
    PAUSE("M5.5 3.25v9.5M10.5 3.25v9.5"),
    HELD(Shapes.CIRCLE + "M6.4 5.75v4.5M9.6 5.75v4.5"),
    RESUME("M5 3.25v9.5l7.5-4.75z"),
    TO_END("M8 2.25v8M4.5 7 8 10.5 11.5 7M3 13.5h10"),
    PLUS("M8 3v10M3 8h10"),
    FILTER("M2.5 4h11M4.5 8h7M6.5 12h3"),
    RETRY("M13.25 8A5.25 5.25 0 1 1 11.6 4.2M13.25 2.5v2.75H10.5"),
    EDIT("M10.4 3.1 12.9 5.6 5.75 12.75l-3.25.75.75-3.25zM9 4.5 11.5 7"),
    TRASH("M2.75 4.25h10.5M6 4.25v-1.5h4v1.5M4 4.25l.6 9h6.8l.6-9M6.75 7v3.75M9.25 7v3.75"),
    UNDO("M5.75 2.75 2.5 6l3.25 3.25M2.75 6H9.5a3.6 3.6 0 0 1 0 7.25H6.5"),
    COPY(
            "M7 5.5h5a1.5 1.5 0 0 1 1.5 1.5v5a1.5 1.5 0 0 1-1.5 1.5H7a1.5 1.5 0 0 1-1.5-1.5V7A1.5"
                    + " 1.5 0 0 1 7 5.5zM3.2 10.5h-.2a.9.9 0 0 1-.75-.9V3.5a1.25 1.25 0 0 1"
                    + " 1.25-1.25h6.1a.9.9 0 0 1 .9.75v.2"),
    SAVED(
            "M8 2.5v7.25M4.75 6.75 8 10l3.25-3.25M2.75 10.5v2a1 1 0 0 0 1 1h8.5a1 1 0 0 0"
                    + " 1-1v-2"),
    PIN("M5.25 1.75h5.5M6 1.75v4.5L4.25 9v.75h7.5V9L10 6.25v-4.5M8 9.75v4.5"),
    DOWN("M3.5 6l4.5 4.5L12.5 6"),
    UP("M3.5 10.5 8 6l4.5 4.5"),
    RIGHT("M6 3.5l4.5 4.5L6 12.5");

    private final String solid;
    private final String dashed;

    Glyph(String solid) {
        this.solid = solid;
        this.dashed = "";
    }

    Glyph(String solid, String dashed) {
        this.solid = solid;
        this.dashed = dashed;
    }

    /** The outline as an SVG path. */
    String solid() {
        return solid;
    }

    /** The part whose line is broken; empty if there is none. */
    String dashed() {
        return dashed;
    }

    /** Shapes that come back; an enum's constants may not use its own static fields. */
    private static final class Shapes {
        static final String CIRCLE = "M2.25 8a5.75 5.75 0 1 1 11.5 0a5.75 5.75 0 1 1-11.5 0z";
        static final String LOCK_BODY =
                "M4.5 7h7a1.5 1.5 0 0 1 1.5 1.5v3.75a1.5 1.5 0 0 1-1.5 1.5h-7a1.5 1.5 0 0"
                        + " 1-1.5-1.5v-3.75a1.5 1.5 0 0 1 1.5-1.5z";

        static final String SHIELD =
                "M8 1.75l5.25 2v3.9c0 3.1-2.2 5.5-5.25 6.6-3.05-1.1-5.25-3.5-5.25-6.6v-3.9z";

        /** Heavier than a point of the line. */
        static String dot(double x) {
            return "M" + (x - 0.3) + " 8a.3.3 0 1 1 .6 0a.3.3 0 1 1-.6 0z";
        }

        /** 4.75 wide, with corners of 1. */
        static String square(double x, double y) {
            return "M"
                    + (x + 1)
                    + " "
                    + y
                    + "h2.75a1 1 0 0 1 1 1v2.75a1 1 0 0 1-1 1h-2.75a1 1 0 0 1-1-1v-2.75a1 1 0 0 1"
                    + " 1-1z";
        }
    }
}
