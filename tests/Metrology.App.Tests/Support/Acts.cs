using Metrology.App.Standards.Life;
using Metrology.Core.Planning.Life;

namespace Metrology.App.Tests.Support;

internal static class Acts
{
    /// <summary>From a day on without an end.</summary>
    public static StandardEvent Suspension(DateOnly from) =>
        new() { Act = StandardAct.Suspended, On = from, Reason = "示例", Document = "示例", EnteredBy = "示例", EnteredAt = DateTimeOffset.UnixEpoch };
}
