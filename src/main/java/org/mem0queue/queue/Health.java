package org.mem0queue.queue;

import java.util.List;

/** The worst finding; {@code UNKNOWN} if the queue cannot be read. */
public enum Health {
    HEALTHY,
    WARNING,
    CRITICAL,
    UNKNOWN;

    /** The worst of the findings. */
    public static Health of(List<Finding> findings) {
        Health worst = HEALTHY;
        for (Finding finding : findings) {
            worst =
                    switch (finding.severity()) {
                        case NOTICE -> worst;
                        case WARNING -> worst == CRITICAL ? CRITICAL : WARNING;
                        case CRITICAL -> CRITICAL;
                    };
        }
        return worst;
    }
}
