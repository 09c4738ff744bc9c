using Metrology.App.Laboratory;
using Metrology.App.Verifications;

namespace Metrology.Web.Features.Verifications;

/// <summary>Where the work on a verification goes on, by its state and by what the person may do.</summary>
internal static class WorkPlaces
{
    public const string Queue = "/queue";
    public const string Records = "/verifications";
    public const string Benches = "/benches";
    public const string Review = "/reviews";
    public const string Certificates = "/certificates";

    public static string Record(Guid id) => $"{Records}/{id}";

    public static string Bench(Guid id) => $"{Records}/{id}/bench";

    /// <summary>The page on which this person does the next thing.</summary>
    public static string Of(Guid id, VerificationState state, bool isMine, Actor person) => state switch
    {
        VerificationState.Draft or VerificationState.Running => isMine && person.Allows(Permission.Measure) ? Bench(id) : Record(id),
        VerificationState.Submitted when person.Allows(Permission.Check) => $"{Review}/{id}",
        VerificationState.Checked or VerificationState.Approved when person.Allows(Permission.Approve) => $"{Review}/{id}",
        _ => Record(id),
    };

    /// <summary>States in which somebody has to do something.</summary>
    public static readonly IReadOnlyList<VerificationState> Open =
    [
        VerificationState.Draft, VerificationState.Running, VerificationState.Evaluated, VerificationState.Submitted, VerificationState.Checked, VerificationState.Approved,
    ];
}
