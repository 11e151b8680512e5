package dev.attune.server.access;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/// On a controller's method that shows data about people: it is answered only to who names a purpose that is theirs,
/// and the look is on record before the answer leaves.
@Target(ElementType.METHOD)
@Retention(RetentionPolicy.RUNTIME)
public @interface PersonalReading {

    /// The kind of object, for example `session`.
    String object();

    /// For which purposes this may be looked at; all when none is named.
    ReadingPurpose[] purposes() default {};
}
