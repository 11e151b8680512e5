package dev.attune.training.expressions;

import dev.attune.face.FaceCutter;
import dev.attune.face.FaceModels;
import dev.attune.models.ModelStore;
import dev.attune.training.DamagedFile;
import dev.attune.training.UnusableData;
import java.io.BufferedInputStream;
import java.io.BufferedOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.IntConsumer;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/// All faces of a data set, cut out as live frames are cut.
///
/// @param grey `[n]` of `[64, 64]` bytes, see [FaceCutter]
/// @param found whether the mesh found a face; otherwise the middle of the picture was cut out
@SuppressWarnings("ArrayRecordComponent") // a carrier inside this room, never compared
record AlignedFaces(byte[][] grey, boolean[] found) {
    private static final int FORMAT = 1;
    private static final int BYTES = FaceCutter.SIZE * FaceCutter.SIZE; // of a face
    private static final int MOST_TOLD = 20; // unreadable files

    int count() {
        return grey.length;
    }

    int countFound() {
        return (int) IntStream.range(0, found.length).filter(i -> found[i]).count();
    }

    /// Cuts all faces out, on as many threads as asked for; the result does not depend on their number.
    ///
    /// @param progress receives how many pictures are done, now and then
    static AlignedFaces cut(List<LabelledPicture> pictures, int threads, IntConsumer progress)
            throws UnusableData, InterruptedException {
        var faces = new AlignedFaces(new byte[pictures.size()][], new boolean[pictures.size()]);
        var next = new AtomicInteger();
        var failure = new AtomicReference<@Nullable RuntimeException>();
        var unreadable = new ConcurrentSkipListMap<Integer, UnusableData>(); // by picture: all are told at once
        try (var models = FaceModels.open(ModelStore.bundled())) {
            var workers = IntStream.range(0, threads)
                    .mapToObj(i -> Thread.ofPlatform().start(() -> {
                        try (var cutter = new FaceCutter(models)) {
                            for (int at; (at = next.getAndIncrement()) < pictures.size() && failure.get() == null; ) {
                                try {
                                    faces.cut(at, pictures.get(at), cutter);
                                } catch (UnusableData e) {
                                    unreadable.put(at, e);
                                }
                                if ((at + 1) % 1000 == 0) progress.accept(at + 1);
                            }
                        } catch (RuntimeException e) {
                            failure.compareAndSet(null, e);
                        }
                    }))
                    .toList();
            try {
                for (var worker : workers) worker.join();
            } catch (InterruptedException e) {
                next.set(pictures.size()); // the one that each has in hand is its last
                for (var worker : workers) await(worker); // the models are closed behind them, not under them
                throw e;
            }
        }
        var fault = failure.get();
        if (fault != null) throw new IllegalStateException("a picture could not be cut out", fault);
        if (!unreadable.isEmpty())
            throw new UnusableData("%d of %d pictures cannot be read. Maybe replace or remove them:%n%s%s"
                    .formatted(
                            unreadable.size(),
                            pictures.size(),
                            unreadable.values().stream()
                                    .limit(MOST_TOLD)
                                    .map(UnusableData::getMessage)
                                    .collect(Collectors.joining(System.lineSeparator())),
                            unreadable.size() > MOST_TOLD ? System.lineSeparator() + "…" : ""));
        return faces;
    }

    /// Through further interruptions.
    private static void await(Thread worker) {
        boolean interrupted = false;
        while (worker.isAlive())
            try {
                worker.join();
            } catch (InterruptedException e) {
                interrupted = true;
            }
        if (interrupted) Thread.currentThread().interrupt();
    }

    private void cut(int at, LabelledPicture picture, FaceCutter cutter) throws UnusableData {
        var frame = picture.pixels().read();
        int filled = picture.pixels().filledSide();
        var cut = filled > 0 ? cutter.filling(frame, filled) : cutter.largest(frame);
        found[at] = cut.isPresent();
        int side = filled > 0 ? filled : Math.min(frame.width(), frame.height());
        grey[at] = cut.orElseGet(() -> cutter.middle(frame, side));
    }

    /// Kept between runs, because cutting takes as long as several epochs.
    ///
    /// @param fingerprint of the data set; a file with another one is not read
    void write(Path file, long fingerprint) throws IOException {
        var half = file.resolveSibling(file.getFileName() + ".part");
        try (var out = new DataOutputStream(new BufferedOutputStream(Files.newOutputStream(half), 1 << 16))) {
            out.writeInt(FORMAT);
            out.writeLong(fingerprint);
            out.writeInt(count());
            for (int i = 0; i < count(); i++) {
                out.write(grey[i]);
                out.writeBoolean(found[i]);
            }
        }
        Files.move(half, file, StandardCopyOption.REPLACE_EXISTING);
    }

    /// Empty when the file was made from other data, or is not there.
    ///
    /// @throws DamagedFile when it is cut off
    static Optional<AlignedFaces> read(Path file, long fingerprint) throws IOException {
        if (!Files.exists(file)) return Optional.empty();
        try (var in = new DataInputStream(new BufferedInputStream(Files.newInputStream(file), 1 << 16))) {
            if (in.readInt() != FORMAT || in.readLong() != fingerprint) return Optional.empty();
            int count = in.readInt();
            if (count < 0 || count > Files.size(file) / BYTES) throw damaged(file);
            var faces = new AlignedFaces(new byte[count][], new boolean[count]);
            for (int i = 0; i < count; i++) {
                faces.grey[i] = new byte[BYTES];
                in.readFully(faces.grey[i]);
                faces.found[i] = in.readBoolean();
            }
            return Optional.of(faces);
        } catch (EOFException e) {
            throw damaged(file);
        }
    }

    private static DamagedFile damaged(Path file) {
        return new DamagedFile(file, "the faces are then cut out again");
    }
}
