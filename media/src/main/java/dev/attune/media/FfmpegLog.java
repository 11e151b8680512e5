package dev.attune.media;

import java.util.regex.Pattern;
import org.bytedeco.ffmpeg.avutil.LogCallback;
import org.bytedeco.ffmpeg.global.avutil;
import org.bytedeco.javacpp.BytePointer;

/// Keeps FFmpeg off the standard error stream, and its last complaint for our own messages.
final class FfmpegLog {
    private static final System.Logger LOG = System.getLogger(FfmpegLog.class.getName());

    /// FFmpeg prefixes a line with its component and an address, "[mov,mp4 @ 0x7f…] ", which helps nobody.
    private static final Pattern COMPONENT = Pattern.compile("^(\\[[^]]*] )+");

    private static final ThreadLocal<String> LAST_ERROR = ThreadLocal.withInitial(() -> "");

    /// Held here because the native side keeps only its address.
    private static final LogCallback CALLBACK = new LogCallback() {
        @Override
        public void call(int level, BytePointer line) {
            String text = COMPONENT.matcher(line.getString().strip()).replaceFirst("");
            if (text.isEmpty()) return;
            LAST_ERROR.set(text);
            LOG.log(System.Logger.Level.DEBUG, text);
        }
    };

    static {
        avutil.av_log_set_level(avutil.AV_LOG_ERROR);
        avutil.setLogCallback(CALLBACK);
    }

    private FfmpegLog() {}

    /// Forgets what was said before; also makes sure that the callback is in place.
    static void clear() {
        LAST_ERROR.remove();
    }

    /// What FFmpeg said last on this thread, otherwise the plain meaning of its error code.
    static String explain(int errorCode) {
        String said = LAST_ERROR.get();
        return said.isEmpty() ? meaning(errorCode) : said;
    }

    static String meaning(int errorCode) {
        byte[] text = new byte[avutil.AV_ERROR_MAX_STRING_SIZE];
        avutil.av_strerror(errorCode, text, text.length);
        int end = 0;
        while (end < text.length && text[end] != 0) end++;
        return new String(text, 0, end, java.nio.charset.StandardCharsets.UTF_8);
    }
}
