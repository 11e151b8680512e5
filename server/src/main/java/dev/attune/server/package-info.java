/// The room that does all I/O: Spring Boot over PostgreSQL, one package per slice.
///
/// Slices meet only through their public types and events; a test lets Spring Modulith verify it. Perception and
/// decisions are plain libraries called from here. What a page may send and gets back stands in
/// `docs/live-protocol.md`.
@NullMarked
package dev.attune.server;

import org.jspecify.annotations.NullMarked;
