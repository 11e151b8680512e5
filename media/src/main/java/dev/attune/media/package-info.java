/// Files, pictures and telephone packets in, frames and sound on one media clock out; and clips out.
///
/// [MediaFile] opens any image or video FFmpeg reads, or the sound of it; [PictureDecoder] decodes one picture from
/// memory for live streams; [PacketOrder] and [PhoneSound] make sound of the packets of a call; [ClipWriter] writes
/// small clips. Nothing here knows what a face or a voice is.
///
/// Decoding is FFmpeg 8.0.1 through the JavaCPP presets, called directly rather than through JavaCV's grabber: the
/// grabber turns a read error into a silent end of file and keeps neither rotation nor colour range, and a cut-off
/// recording has to be told from a complete one. The platform classifier without `-gpl` is used, an LGPL 3 build:
/// VP8 and VP9 through libvpx, H.264 through OpenH264, no x264 or x265.
@NullMarked
package dev.attune.media;

import org.jspecify.annotations.NullMarked;
