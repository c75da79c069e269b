package org.mem0queue.architecture.broken.service;

final class RetryManager {}
