using Metrology.Core.Certificates;
using Metrology.Documents.Signing;

namespace Metrology.App.Tests.Support;

/// <summary>Keys to sign with.</summary>
internal static class Signing
{
    private static readonly Lazy<LocalSigner> Own = new(() => LocalSigner.Load(DemonstrationKey.NewPfx(), null, isDemonstration: true).Value);

    public static ICertificateSigner Demonstration => Own.Value;
}
