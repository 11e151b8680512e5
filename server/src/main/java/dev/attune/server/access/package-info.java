/// Who may call: the console by a one-time sign-in link and a cookie, pages by SDK keys.
@NullMarked
package dev.attune.server.access;

import org.jspecify.annotations.NullMarked;
