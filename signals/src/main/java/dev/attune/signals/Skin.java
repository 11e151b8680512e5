package dev.attune.signals;

/// The colour of a face's skin in one frame, by region: what a pulse is read from. Left is the subject's own.
///
/// Physiological data: read only with permission for [Modality#PHYSIOLOGY].
public record Skin(SkinPatch forehead, SkinPatch leftCheek, SkinPatch rightCheek) {}
