using Metrology.Adapters.Framing;
using Metrology.Core.Words;

namespace Metrology.Adapters.Scpi;

/// <summary>Finds response messages in a stream. There is no check in them: what is a message is decided by its form alone.</summary>
public sealed class ScpiFramer() : LookingFramer<ScpiMessage>(ScpiMessage.Longest)
{
    private protected override Refusal? Look(ReadOnlySpan<byte> bytes, out int size)
    {
        var refusal = ScpiMessage.Look(bytes, out size);
        // An empty line ends nothing; it is passed over like noise between messages.
        return refusal?.Code == "empty" ? ScpiRefusalOfNoise : refusal;
    }

    private protected override ScpiMessage Frame(ReadOnlySpan<byte> bytes) => ScpiMessage.Of(bytes);

    private static readonly Refusal ScpiRefusalOfNoise = Refusal.Of("bad-start", "空行。", "An empty line.");
}
