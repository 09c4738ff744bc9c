using Metrology.App.Laboratory;
using Metrology.App.Parameters;
using Metrology.App.Storage;
using Metrology.Core.Words;

namespace Metrology.App.Verifications;

/// <summary>What was sent to the instruments of a bench to change them, in the history of the bench: written before it is sent, so that nothing is sent that stands nowhere.</summary>
[ParametersOf(ParameterSubject.Bench, "发给仪器的命令", "Command to instruments")]
public sealed class MeterCommand(Store store, TimeProvider clock)
{
    /// <summary>What is sent, and to which link.</summary>
    [Parameter("命令", "Command")]
    public string Sent { get; } = "";

    public Task<Outcome<int>> RecordAsync(Actor actor, Bench bench, string sent, CancellationToken cancellation) => store.WriteAsync<int>(actor, db =>
    {
        if (actor.Deny(Permission.EditBenches) is { } denied)
            return Task.FromResult<Outcome<int>>(denied);
        if (string.IsNullOrWhiteSpace(actor.Because) || actor.Because.Trim().Length > ParameterChange.LongestReason)
            return Task.FromResult<Outcome<int>>(BenchErrors.NoReasonForCommand);
        db.Add(new ParameterChange
        {
            Subject = ParameterSubject.Bench,
            SubjectKey = bench.Id.ToString(System.Globalization.CultureInfo.InvariantCulture),
            Kind = nameof(MeterCommand),
            Property = nameof(Sent),
            After = sent,
            ById = actor.AccountId,
            By = actor.Name,
            At = clock.GetUtcNow(),
            Because = actor.Because.Trim(),
        });
        return Task.FromResult<Outcome<int>>(bench.Id);
    }, cancellation);
}
