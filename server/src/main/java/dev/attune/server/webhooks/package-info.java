/// Tells other systems what happened, by Standard Webhooks (standardwebhooks.com): signed, with ids only, tried again
/// by the outbox. What each message says stands in docs/webhooks.md.
@NullMarked
package dev.attune.server.webhooks;

import org.jspecify.annotations.NullMarked;
