using Metrology.Adapters.Framing;
using Metrology.Core.Words;

namespace Metrology.Adapters.Roller;

/// <summary>Finds lines in a stream.</summary>
public sealed class RollerFramer() : LookingFramer<RollerFrame>(RollerFrame.Longest)
{
    private protected override Refusal? Look(ReadOnlySpan<byte> bytes, out int size) => RollerFrame.Look(bytes, out size);

    private protected override RollerFrame Frame(ReadOnlySpan<byte> bytes) => RollerFrame.Of(bytes);
}
