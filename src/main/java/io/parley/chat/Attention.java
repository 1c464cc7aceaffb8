package io.parley.chat;

import java.util.List;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;

/** What people keep of their own about the channels they are in: how far they have read, and of what they want to be told. */
public interface Attention {
    /**
     * Moves read markers forward, all in one transaction; those that would go back, beyond the newest message, or are of nobody in the channel
     * stay as they are. Never blocks.
     *
     * @return completes after the COMMIT; exceptionally with {@link io.parley.people.Refusal} `UNAVAILABLE`
     */
    CompletionStage<Void> read(List<Mark> marks);

    /**
     * Of what in that channel he wants to be told; what is null stays. Blocks.
     *
     * @param level {@link ChannelView#EVERYTHING}, {@link ChannelView#MENTIONS} or {@link ChannelView#NOTHING}
     * @throws io.parley.people.Refusal `NO_CHANNEL` where he is not in it; `UNAVAILABLE`
     */
    void level(String person, String channel, @Nullable String level, @Nullable Boolean muted);

    /** @param n of the message up to which that person has read the channel */
    record Mark(String person, String channel, long n) {}
}
