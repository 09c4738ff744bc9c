using Metrology.Web.Features.Verifications;

namespace Metrology.Web.Features.Bench;

/// <summary>Addresses of one run at the bench.</summary>
internal static class BenchPlaces
{
    public static string Act(Guid id, string act) => $"{WorkPlaces.Bench(id)}/{act}";

    public static string Live(Guid id) => $"{WorkPlaces.Bench(id)}/live";

    public static string Bytes(Guid id) => $"{WorkPlaces.Bench(id)}/bytes";

    public static string TakeBack(Guid id) => $"{WorkPlaces.Bench(id)}/takeback";

    public static string Ask(Guid id, string act) => $"{WorkPlaces.Bench(id)}?ask={act}";
}
