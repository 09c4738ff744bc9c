using Metrology.App.Demonstration;
using Metrology.App.Jobs;
using Metrology.App.Laboratory;
using Metrology.App.Targets;
using Metrology.Web.Access;
using Microsoft.AspNetCore.Identity;

namespace Metrology.Web.Demonstration;

/// <summary>Fills an empty database with the demonstration laboratory and draws one password a role.</summary>
internal sealed class DemoLaboratory(SeedDemonstration seed, ImportTargets targets, RunJob jobs, IPasswordHasher<Account> hasher, DemoLogins logins)
{
    public async Task SeedAsync(CancellationToken cancellation)
    {
        // Hashing six passwords takes longer than the rest of the start.
        if (await seed.IsInUseAsync(cancellation))
            return;
        var data = DemonstrationData.Current;
        var drawn = data.Accounts.Select(row => new DemoLogins.Login(row.Role, row.UserName, DemoLogins.NewPassword())).ToArray();
        // The hasher takes no fact from the account.
        var hashes = drawn.ToDictionary(login => login.UserName, login => hasher.HashPassword(null!, login.Password));
        if ((await seed.ExecuteAsync(data, hashes, cancellation)).Value)
        {
            logins.Keep(drawn);
            await targets.ExecuteAsync(ImportTargets.Shipped(), cancellation);
            await jobs.OnScheduleAsync(JobCatalog.TargetSnapshots.Id, cancellation);
        }
    }
}
