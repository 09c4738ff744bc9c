using System.Text;
using Metrology.App.Certificates;
using Metrology.App.Laboratory;
using Metrology.App.Retention;
using Metrology.App.Standards;
using Metrology.App.Standards.Importing;
using Metrology.App.Verifications;
using Metrology.Core.Registers;
using Metrology.Core.Words;
using Metrology.Scenario.Worker;
using Microsoft.Extensions.DependencyInjection;

namespace Metrology.Fault.Worker;

/// <summary>What people do that must be whole or not at all; by a worker that is killed, and again by whoever comes after it.</summary>
public static class Acts
{
    /// <returns>What the act gave: an identity, a number, "taken".</returns>
    /// <exception cref="InvalidOperationException">It was refused, with the code.</exception>
    public static async Task<string> DoAsync(IServiceProvider services, string act)
    {
        var actors = await ActorsAsync(services);
        switch (act)
        {
            case "open":
                var opened = await services.GetRequiredService<OpenVerification>().ExecuteAsync(actors(Role.Technician), await ScenarioHost.RequestAsync(services, "SIM-EV-0002"), default);
                return Given(opened).ToString();
            case "issue":
                var waiting = (await services.GetRequiredService<VerificationQueries>().ListAsync([VerificationState.Checked], null, default)).Single().Id;
                return Given(await services.GetRequiredService<IssueCertificate>().ApproveAndExecuteAsync(actors(Role.Approver), waiting, default)).Number;
            case "import":
                var import = services.GetRequiredService<ImportStandards>();
                var planner = actors(Role.Planner);
                var looked = Given(await import.CheckAsync(planner, "register.csv", Encoding.UTF8.GetBytes(FaultData.Register), default));
                await import.MapAsync(planner, looked, FaultData.Columns, OwnerClass.A, default);
                Given(await import.TakeAsync(planner, looked, isConfirmed: false, default));
                return "taken";
            case "dispose":
                var look = await services.GetRequiredService<RetentionQueries>().LookAsync(default);
                return Given(await services.GetRequiredService<DisposeRecords>().ExecuteAsync(actors(Role.Administrator), look.Digest, "示例", default)).Digest;
            default:
                throw new ArgumentOutOfRangeException(nameof(act), act, null);
        }
    }

    internal static async Task<Func<Role, Actor>> ActorsAsync(IServiceProvider services)
    {
        var accounts = await services.GetRequiredService<LaboratoryQueries>().AccountsAsync(default);
        return role => accounts.Where(row => row.Roles.Contains(role)).Select(row => new Actor(row.Id, row.DisplayName, row.Roles)).First();
    }

    private static T Given<T>(Outcome<T> outcome) => outcome.Refusal is { } refusal ? throw new InvalidOperationException(refusal.Code) : outcome.Value;
}

/// <summary>A register that is imported, with invented standards (示例).</summary>
public static class FaultData
{
    public const int Standards = 12;

    public static string Register { get; } = "标准名称,测量范围,不确定度\n" + string.Concat(Enumerable.Range(1, Standards).Select(number => $"示例标准装置{number},(0～{number}) V,0.0{number} 级\n"));

    public static IReadOnlyList<StandardColumn?> Columns { get; } = [StandardColumn.NameZh, StandardColumn.Range, StandardColumn.Accuracy];
}
