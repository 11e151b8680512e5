/// What Attune promises, tried as people try it: the packed server, a real Chromium, a camera that plays a clip.
///
/// Each test is a specification in a sentence. [Attune] starts one server for all of them; a [Visitor] is one person
/// with a browser of their own. Nothing here reaches into the server: only what a person sees, hears or can press.
@NullMarked
package dev.attune.acceptance;

import org.jspecify.annotations.NullMarked;
