package dev.attune.media;

import java.nio.IntBuffer;
import java.time.Duration;
import org.bytedeco.ffmpeg.avutil.AVDictionaryEntry;
import org.bytedeco.ffmpeg.avutil.AVFrame;
import org.bytedeco.ffmpeg.avutil.AVFrameSideData;
import org.bytedeco.ffmpeg.global.avutil;
import org.bytedeco.ffmpeg.global.swscale;
import org.bytedeco.ffmpeg.swscale.SwsContext;
import org.bytedeco.javacpp.BytePointer;
import org.bytedeco.javacpp.DoublePointer;
import org.bytedeco.javacpp.IntPointer;
import org.jspecify.annotations.Nullable;

/// Turns a decoded picture of any pixel format into an upright BGR [Frame]. Buffers are reused: the frame it returns
/// is valid until the next call.
final class BgrConverter implements AutoCloseable {
    private final AVFrame target = avutil.av_frame_alloc();
    private @Nullable SwsContext scaler;
    private byte[] stored = new byte[0];
    private byte[] upright = new byte[0];
    private boolean closed;

    /// @param container how the file says the whole stream is turned; null leaves it to each picture
    Frame convert(AVFrame picture, Duration at, @Nullable Orientation container) throws MediaException {
        int width = picture.width();
        int height = picture.height();
        scale(picture, width, height);
        int rowBytes = 3 * width;
        if (stored.length != rowBytes * height) stored = new byte[rowBytes * height];
        copyRows(rowBytes, height);
        Orientation orientation = container == null ? ownOrientation(picture) : container;
        if (orientation.equals(Orientation.UPRIGHT)) return new Frame(at, width, height, stored);
        if (upright.length != stored.length) upright = new byte[stored.length];
        orientation.apply(stored, width, height, upright);
        return orientation.swapsAxes() ? new Frame(at, height, width, upright) : new Frame(at, width, height, upright);
    }

    private void scale(AVFrame picture, int width, int height) throws MediaException {
        if (target.width() != width || target.height() != height) {
            avutil.av_frame_unref(target);
            target.width(width).height(height).format(avutil.AV_PIX_FMT_BGR24);
            if (avutil.av_frame_get_buffer(target, 0) < 0)
                throw new OutOfMemoryError("no native memory for a picture of %d x %d".formatted(width, height));
        }
        scaler = swscale.sws_getCachedContext(
                scaler,
                width,
                height,
                picture.format(),
                width,
                height,
                avutil.AV_PIX_FMT_BGR24,
                swscale.SWS_BILINEAR,
                null,
                null,
                (DoublePointer) null);
        if (scaler == null)
            throw new MediaException(
                    MediaException.Kind.DECODER_FAILED,
                    "A picture of %d x %d has pixel format %d, which FFmpeg does not convert.\nMaybe convert the file to 8 bit."
                            .formatted(width, height, picture.format()));
        // BT.601 where the stream does not say, as FFmpeg's own tools assume
        IntPointer from = swscale.sws_getCoefficients(picture.colorspace());
        IntPointer to = swscale.sws_getCoefficients(swscale.SWS_CS_DEFAULT);
        int fullRange = picture.color_range() == avutil.AVCOL_RANGE_JPEG ? 1 : 0;
        swscale.sws_setColorspaceDetails(scaler, from, fullRange, to, 1, 0, 1 << 16, 1 << 16);
        swscale.sws_scale(scaler, picture.data(), picture.linesize(), 0, height, target.data(), target.linesize());
    }

    private void copyRows(int rowBytes, int height) {
        int stride = target.linesize(0);
        BytePointer pixels = target.data(0);
        if (stride == rowBytes) {
            pixels.get(stored, 0, stored.length);
            return;
        }
        for (int y = 0; y < height; y++) pixels.position((long) y * stride).get(stored, y * rowBytes, rowBytes);
    }

    private static Orientation ownOrientation(AVFrame picture) {
        AVFrameSideData matrix = avutil.av_frame_get_side_data(picture, avutil.AV_FRAME_DATA_DISPLAYMATRIX);
        if (matrix != null) return Orientation.ofDisplayMatrix(displayMatrix(matrix.data()));
        if (picture.metadata() == null) return Orientation.UPRIGHT;
        AVDictionaryEntry tag = avutil.av_dict_get(picture.metadata(), "Orientation", null, 0);
        return Orientation.ofExif(tag == null ? null : tag.value().getString());
    }

    static int[] displayMatrix(BytePointer data) {
        int[] matrix = new int[9];
        IntBuffer ints = data.capacity(4L * matrix.length)
                .asByteBuffer()
                .order(java.nio.ByteOrder.nativeOrder())
                .asIntBuffer();
        ints.get(matrix);
        return matrix;
    }

    @Override
    public void close() {
        if (closed) return;
        closed = true;
        if (scaler != null) swscale.sws_freeContext(scaler);
        avutil.av_frame_free(target);
    }
}
