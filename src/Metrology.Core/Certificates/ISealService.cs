using Metrology.Core.Words;

namespace Metrology.Core.Certificates;

/// <summary>
/// A service that seals files, such as one for electronic seals by GB/T 38540, run by somebody else. It takes the file as it was signed and gives it back with
/// one more signature appended (incremental update); what it was given stays byte for byte. It may be slow or away: it is asked outside of every transaction.
/// </summary>
public interface ISealService
{
    /// <summary>False when none is configured.</summary>
    bool IsConfigured { get; }

    /// <summary>What pages call it.</summary>
    string Name { get; }

    /// <param name="number">Of the certificate.</param>
    /// <param name="pdf">The file to seal.</param>
    /// <param name="cancellation">Stops waiting.</param>
    /// <returns>What the service gave back, not yet looked at, or <c>seal.*</c>.</returns>
    Task<Outcome<byte[]>> SealAsync(string number, byte[] pdf, CancellationToken cancellation);

    /// <summary>What was sealed and by whom; or why the answer is not the file with one good signature more.</summary>
    Outcome<SealFacts> Read(byte[] pdf, byte[] answer);
}

/// <summary>No service is configured: files carry the signature of the institution's key alone, or none.</summary>
public sealed class NoSealService : ISealService
{
    public bool IsConfigured => false;

    public string Name => "";

    public Task<Outcome<byte[]>> SealAsync(string number, byte[] pdf, CancellationToken cancellation) => throw new InvalidOperationException("No service is configured.");

    public Outcome<SealFacts> Read(byte[] pdf, byte[] answer) => throw new InvalidOperationException("No service is configured.");
}
