package org.mem0queue.service.demo;

import org.mem0queue.platform.MachineIdentity;
import org.mem0queue.platform.WorkerProcesses;

import java.time.Clock;

/** What the demo uses of the machine. */
public record Surroundings(MachineIdentity machine, WorkerProcesses processes, Clock clock) {}
