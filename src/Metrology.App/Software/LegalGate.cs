using Metrology.Core.Words;

namespace Metrology.App.Software;

/// <summary>
/// Whether legal records may be written. Closed when the software is not the one that was installed: then nothing is measured, approved, issued or registered, and what there is can still be read
/// (OIML D 31 6.3.4.2: what a check finds must not go on unseen).
/// </summary>
public sealed class LegalGate
{
    private volatile Refusal? closed;

    /// <summary>Why nothing is written; null when all is well.</summary>
    public Refusal? Closed => closed;

    internal void Close(Refusal because) => closed = because;

    internal void Open() => closed = null;
}
