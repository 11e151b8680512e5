/// Every refusal over REST as `application/problem+json`; nothing about the inside reaches a client.
@NullMarked
package dev.attune.server.problems;

import org.jspecify.annotations.NullMarked;
