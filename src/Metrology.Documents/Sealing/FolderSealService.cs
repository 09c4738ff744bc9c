using System.Security.Cryptography;
using Metrology.Core.Certificates;
using Metrology.Core.Words;

namespace Metrology.Documents.Sealing;

/// <summary>
/// A seal service that exchanges files: what is to be sealed appears in <c>to-seal</c> of a folder, and whoever seals puts the file of the same name into
/// <c>sealed</c>, whole (written under another name and renamed). Files are removed when the answer is taken.
/// </summary>
public sealed class FolderSealService(string name, string folder, TimeSpan? timeout = null) : ISealService
{
    public const string Outgoing = "to-seal", Incoming = "sealed";

    /// <summary>Shared folders of other machines tell nobody of new files, so this one is looked into.</summary>
    private static readonly TimeSpan Every = TimeSpan.FromMilliseconds(200);

    public bool IsConfigured => true;

    public string Name => name;

    public async Task<Outcome<byte[]>> SealAsync(string number, byte[] pdf, CancellationToken cancellation)
    {
        // A repeated try of the same number is another file.
        var file = $"{number}-{Convert.ToHexStringLower(SHA256.HashData(pdf))[..8]}.pdf";
        var (given, taken) = (Path.Combine(folder, Outgoing, file), Path.Combine(folder, Incoming, file));
        try
        {
            Directory.CreateDirectory(Path.GetDirectoryName(given)!);
            Directory.CreateDirectory(Path.GetDirectoryName(taken)!);
            await File.WriteAllBytesAsync(given + ".part", pdf, cancellation);
            File.Move(given + ".part", given, overwrite: true);
            var found = await WaitAsync(taken, cancellation);
            if (!found)
                return SealLimits.Unreachable(name, $"> {(timeout ?? SealLimits.UsualTimeout).TotalSeconds:0.###} s");
            return new FileInfo(taken).Length > pdf.Length + SealLimits.LargestGrowth ? SealLimits.TooLarge(name) : await File.ReadAllBytesAsync(taken, cancellation);
        }
        catch (Exception fault) when (fault is IOException or UnauthorizedAccessException)
        {
            return SealLimits.Unreachable(name, fault.Message);
        }
        finally
        {
            Remove(given);
            Remove(taken);
        }
    }

    public Outcome<SealFacts> Read(byte[] pdf, byte[] answer) => SealReading.Read(name, pdf, answer);

    private async Task<bool> WaitAsync(string file, CancellationToken cancellation)
    {
        using var patience = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        patience.CancelAfter(timeout ?? SealLimits.UsualTimeout);
        using var timer = new PeriodicTimer(Every);
        try
        {
            while (!File.Exists(file))
                await timer.WaitForNextTickAsync(patience.Token);
            return true;
        }
        catch (OperationCanceledException) when (!cancellation.IsCancellationRequested)
        {
            return false;
        }
    }

    private static void Remove(string file)
    {
        try
        {
            File.Delete(file);
        }
        catch (Exception fault) when (fault is IOException or UnauthorizedAccessException)
        {
            // It lies there for whoever looks after the folder; the certificate does not depend on it.
        }
    }
}
