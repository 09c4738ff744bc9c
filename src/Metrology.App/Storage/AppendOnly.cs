using System.Reflection;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.ChangeTracking;
using Microsoft.EntityFrameworkCore.Metadata;

namespace Metrology.App.Storage;

/// <summary>The tables whose rows only ever come (<see cref="AppendOnlyAttribute"/>), and what keeps them so.</summary>
public static class AppendOnly
{
    /// <summary>What a trigger answers; the same on every provider.</summary>
    public const string Answer = "append-only: rows of this table are never changed or removed";

    /// <summary>Their names, in order.</summary>
    public static IReadOnlyList<string> Tables(IModel model) => [.. Types(model).Select(type => type.GetTableName()!)];

    /// <summary>In the order of their tables.</summary>
    public static IReadOnlyList<IEntityType> Types(IModel model) => [.. model.GetEntityTypes().Where(Is).OrderBy(type => type.GetTableName(), StringComparer.Ordinal)];

    public static string TriggerOf(string table) => $"{table}_AppendOnly";

    /// <summary>A provider has to know of triggers: some forms of saving do not work beside them.</summary>
    internal static void Declare(ModelBuilder model)
    {
        foreach (var type in model.Model.GetEntityTypes().Where(Is).Select(type => type.ClrType))
        {
            var entity = model.Entity(type);
            entity.ToTable(table => table.HasTrigger(TriggerOf(entity.Metadata.GetTableName()!)));
        }
    }

    /// <exception cref="InvalidOperationException">A use case changes or removes such a row, which is a bug.</exception>
    internal static void Guard(ChangeTracker changes)
    {
        foreach (var entry in changes.Entries())
        {
            if (Is(entry.Metadata) && (entry.State == EntityState.Modified || (entry.State == EntityState.Deleted && GoesWhen(entry.Metadata) is null)))
                throw new InvalidOperationException($"{entry.Metadata.ClrType.Name}: {Answer}.");
        }
    }

    /// <summary>When a row may go (<see cref="AppendOnlyAttribute.GoesWhen"/>); null is never.</summary>
    /// <param name="row">What the condition calls the row.</param>
    public static string? GoesWhen(IReadOnlyEntityType type, string row = "{0}") => type.ClrType.GetCustomAttribute<AppendOnlyAttribute>()?.GoesWhen?.Replace("{0}", row, StringComparison.Ordinal);

    private static bool Is(IReadOnlyEntityType type) => type.ClrType.GetCustomAttribute<AppendOnlyAttribute>() is not null;
}
