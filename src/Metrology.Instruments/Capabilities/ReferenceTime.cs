namespace Metrology.Instruments.Capabilities;

/// <summary>The time of a reference clock as the station knows it: its own, less what the last comparison found it ahead.</summary>
public sealed class ReferenceTime
{
    private long ahead;

    /// <summary>Station minus reference.</summary>
    public TimeSpan Ahead
    {
        get => new(Interlocked.Read(ref ahead));
        set => Interlocked.Exchange(ref ahead, value.Ticks);
    }

    /// <summary>What the reference clock had when the station had this.</summary>
    public DateTimeOffset Of(DateTimeOffset atStation) => atStation - Ahead;
}
