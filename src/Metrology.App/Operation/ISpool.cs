namespace Metrology.App.Operation;

/// <summary>What a station has read and its server has not acknowledged yet. It outlives the process; what is in it was never shown to anybody else.</summary>
public interface ISpool : IAsyncDisposable
{
    /// <summary>Drawn when the spool is made. With a number it names a message for ever.</summary>
    string Boot { get; }

    /// <summary>Messages that wait.</summary>
    int Depth { get; }

    /// <summary>Messages that it takes.</summary>
    int Limit { get; }

    /// <summary>No more is taken: whoever reads instruments stops.</summary>
    bool IsFull { get; }

    /// <summary>Numbers a message of the instrument and keeps it; durable on return. False when the spool is full; nothing is kept or numbered then.</summary>
    /// <param name="payload">Number → what is sent.</param>
    bool TryAdd(string instrument, string topic, Func<long, byte[]> payload);

    /// <summary>The oldest messages of an instrument, in the order in which they were added.</summary>
    IReadOnlyList<SpooledMessage> Oldest(string instrument, int most);

    /// <summary>The oldest messages of all instruments, in the order in which they were added.</summary>
    IReadOnlyList<SpooledMessage> Oldest(int most);

    /// <summary>Forgets messages that the server has.</summary>
    void Remove(IEnumerable<SpooledMessage> messages);

    /// <summary>Ends after the next message of anybody is added.</summary>
    Task NextAdded();
}

/// <param name="Id">Place in the spool.</param>
public sealed record SpooledMessage(long Id, string Topic, byte[] Payload);
