using Metrology.App.Storage;
using Metrology.Core.Words;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Metrology.App.Laboratory;

/// <summary>What the institution asks of everybody who signs in. One row, or none while nothing is asked.</summary>
[NeverSetBack]
public sealed class AccessRule : IRegisterPart
{
    public const int TheOne = 1;

    public int Id { get; set; }

    /// <summary>Whoever has one of these roles needs a second factor.</summary>
    public required Role[] SecondFactorRoles { get; set; }

    string IRegisterPart.Owner => "";

    internal sealed class Mapping : IEntityTypeConfiguration<AccessRule>
    {
        public void Configure(EntityTypeBuilder<AccessRule> rule)
        {
            rule.Property(row => row.Id).ValueGeneratedNever();
            rule.Property(row => row.SecondFactorRoles)
                .HasConversion(roles => string.Join(' ', roles), text => RoleText.Parse(text), new JsonComparer<Role[]>())
                .HasMaxLength(200);
        }
    }
}

/// <summary>Says for which roles a second factor is required. Who has none then sees only the page on which one is set up.</summary>
public sealed class RequireSecondFactor(Store store, TimeProvider clock)
{
    public Task<Outcome<AccessRule>> ExecuteAsync(Actor actor, IReadOnlyCollection<Role> roles, CancellationToken cancellation) =>
        store.WriteAsync<AccessRule>(async db =>
        {
            if (actor.Deny(Permission.Administer) is { } denied)
                return denied;
            var rule = await db.AccessRules.FindAsync([AccessRule.TheOne], cancellation);
            if (rule is null)
                db.Add(rule = new() { Id = AccessRule.TheOne, SecondFactorRoles = [] });
            var before = string.Join(' ', rule.SecondFactorRoles);
            rule.SecondFactorRoles = [.. roles.Distinct().Order()];
            db.Add(AccountEvent.Of(AccountAct.SecondFactorRule, null, actor, clock.GetUtcNow(), $"{before} → {string.Join(' ', rule.SecondFactorRoles)}"));
            return rule;
        }, cancellation);
}
