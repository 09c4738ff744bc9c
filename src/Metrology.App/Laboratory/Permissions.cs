using Metrology.Core.Words;

namespace Metrology.App.Laboratory;

/// <summary>Everything a person can do or see. What is not granted in <see cref="Permissions"/> is denied.</summary>
public enum Permission
{
    SeeWork,
    Measure,
    Check,
    Approve,
    SeeCertificates,
    SeeRegistry,
    EditRegistry,

    /// <summary>Register benches and how their instruments are reached.</summary>
    EditBenches,

    /// <summary>Ask an instrument of a bench who it is.</summary>
    TryBenches,
    EditProcedures,
    PublishProcedures,
    EditTemplates,
    PublishTemplates,
    SeeTargets,
    EditTargets,
    RunJobs,

    /// <summary>See every change of a parameter, of accounts too.</summary>
    SeeHistory,

    /// <summary>See failures of the system.</summary>
    SeeFaults,

    /// <summary>Say what was done about a failure.</summary>
    CloseFaults,

    /// <summary>Say how long records are kept and what is held; two persons do.</summary>
    KeepRecords,
    Administer,
}

/// <summary>The table role × permission.</summary>
public static class Permissions
{
    private static readonly IReadOnlyDictionary<Role, Permission[]> Granted = new Dictionary<Role, Permission[]>
    {
        [Role.Technician] = [Permission.SeeWork, Permission.Measure, Permission.SeeCertificates, Permission.SeeRegistry, Permission.TryBenches],
        [Role.Checker] = [Permission.SeeWork, Permission.Check, Permission.SeeCertificates, Permission.SeeRegistry, Permission.EditProcedures, Permission.EditTemplates, Permission.SeeHistory, Permission.SeeFaults],
        [Role.Approver] = [Permission.SeeWork, Permission.Approve, Permission.SeeCertificates, Permission.SeeRegistry, Permission.EditProcedures, Permission.PublishProcedures, Permission.EditTemplates, Permission.PublishTemplates, Permission.SeeHistory, Permission.SeeFaults, Permission.CloseFaults, Permission.KeepRecords],
        [Role.Planner] = [Permission.SeeRegistry, Permission.EditRegistry, Permission.EditBenches, Permission.TryBenches, Permission.SeeTargets, Permission.EditTargets, Permission.RunJobs],
        [Role.Administrator] = [Permission.Administer, Permission.EditTemplates, Permission.SeeRegistry, Permission.EditBenches, Permission.TryBenches, Permission.RunJobs, Permission.SeeHistory, Permission.SeeFaults, Permission.CloseFaults, Permission.KeepRecords],
    };

    /// <summary>Roles that have the permission.</summary>
    public static IReadOnlyList<Role> RolesOf(Permission permission) => [.. Enum.GetValues<Role>().Where(role => Granted[role].Contains(permission))];

    public static bool Allows(this Actor actor, Permission permission) => actor.Has(permission) && !(actor.IsElsewhere && permission == Permission.Administer);

    /// <summary>Null when allowed; otherwise the refusal to return.</summary>
    public static Refusal? Deny(this Actor actor, Permission permission) =>
        actor.Allows(permission) ? null : actor.Has(permission) ? LaboratoryErrors.AdministeredElsewhere : LaboratoryErrors.NotAllowed;

    private static bool Has(this Actor actor, Permission permission) => actor.Roles.Any(role => Granted[role].Contains(permission));
}

/// <summary>Who acts.</summary>
public sealed record Actor(int AccountId, string Name, IReadOnlyList<Role> Roles)
{
    /// <summary>Why, in the person's words; demanded where a parameter changes.</summary>
    public string? Because { get; init; }

    /// <summary>Not where administration is done (METROLOGY_ADMINISTRATION_NETWORKS): whatever the role, the right is not there, also within what others may do too.</summary>
    public bool IsElsewhere { get; init; }

    public Actor Saying(string? because) => this with { Because = because };
}
