package io.parley.chat;

/** A part of the way of a message through a node. */
public enum Leg {
    /** From its frame to the line before the writer: understood, checked, let through its sender's window. Of protocol 1. */
    HEARD,
    /** In the line before the writer, while what came before is committed. */
    QUEUED,
    /** Written, with all others of its transaction, until the COMMIT. */
    WRITTEN,
    /** The COMMIT: the time the disk takes. */
    COMMIT,
    /** From the line before the writer to the end of the COMMIT: the three before together. */
    KEPT,
    /** From the end of the COMMIT until the fan-out's thread takes it up. */
    HANDED,
    /** Until it has been sent to everybody here who reads that channel and takes what he is sent. */
    SENT
}
