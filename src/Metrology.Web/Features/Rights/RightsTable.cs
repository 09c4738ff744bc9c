using System.Text;
using Metrology.App.Laboratory;
using Metrology.App.Verifications;
using Metrology.Core.Procedures;

namespace Metrology.Web.Features.Rights;

/// <summary>One address of the server and who may use it, as the endpoint itself declares.</summary>
/// <param name="Permission">Null is everybody who is signed in, or strangers too when <paramref name="IsOpen"/>.</param>
/// <param name="IsSigned">The password must have been given just before.</param>
public sealed record RightsLine(string Method, string Path, Permission? Permission, bool IsOpen, bool IsSigned)
{
    internal static IReadOnlyList<RightsLine> Of(EndpointDataSource endpoints) =>
    [
        .. endpoints.Endpoints.OfType<RouteEndpoint>().SelectMany(Of).OrderBy(line => line.Path, StringComparer.Ordinal).ThenBy(line => line.Method, StringComparer.Ordinal),
    ];

    private static IEnumerable<RightsLine> Of(RouteEndpoint endpoint) =>
        (endpoint.Metadata.GetMetadata<HttpMethodMetadata>()?.HttpMethods ?? [HttpMethods.Get]).Select(method => new RightsLine(
            method, "/" + endpoint.RoutePattern.RawText!.TrimStart('/'), endpoint.Metadata.GetMetadata<NeedsPermission>()?.Permission,
            endpoint.Metadata.GetMetadata<OpenToStrangers>() is not null, endpoint.Metadata.GetMetadata<NeedsConfirmation>() is not null));
}

/// <summary>The table role × action × state, written from the data that the server decides by: what is not in it is denied.</summary>
internal static class RightsTable
{
    public static IReadOnlyList<Role> Roles { get; } = Enum.GetValues<Role>();

    /// <summary>What a person does with a record, in which state, and which roles may.</summary>
    public static IReadOnlyList<Move> Moves => VerificationStates.Moves;

    /// <summary>The page of docs/permissions.md.</summary>
    public static string ToMarkdown(IReadOnlyList<RightsLine> lines)
    {
        var t = new Words(Core.Words.Language.En);
        var page = new StringBuilder("# Who may do what\n\nWritten from the code by `RightsTests` (`METROLOGY_REGENERATE=1`); the same as the page `/permissions`. What is not granted is denied.\n\n");
        page.Append("## Role and permission\n\n| permission | ").AppendJoin(" | ", Roles).Append(" |\n|---|").Insert(page.Length, ":-:|", Roles.Count).Append('\n');
        foreach (var permission in Enum.GetValues<Permission>())
            page.Append($"| {permission}: {t.Rights.Does(permission)} | ").AppendJoin(" | ", Roles.Select(role => Mark(permission, role))).Append(" |\n");
        page.Append("\n## State and action of a record\n\nA move that is not here is refused in that state (`verification.illegal-move`). Beside the role, `begin`, `evaluate`, `submit` and `abort` take the verifier of the record.\n\n");
        page.Append("| state | action | becomes | ").AppendJoin(" | ", Roles).Append(" |\n|---|---|---|").Insert(page.Length, ":-:|", Roles.Count).Append('\n');
        foreach (var move in Moves)
        {
            page.Append($"| {KebabCase.Of(move.From)} | {move.Action}{(move.NeedsReason ? " (with a reason)" : "")} | {KebabCase.Of(move.To)} | ")
                .AppendJoin(" | ", Roles.Select(role => Mark(move.Permission, role))).Append(" |\n");
        }

        page.Append("\n## Two persons\n\n| rule | refusal |\n|---|---|\n");
        foreach (var rule in TwoPersonRule.All)
            page.Append($"| {rule.Text.En} | `{rule.Refusal.Code}` |\n");
        page.Append($"\n## Addresses\n\n{lines.Count} addresses × {Roles.Count + 1} callers (the roles and a stranger) = {lines.Count * (Roles.Count + 1)} answers, each tested by `EndpointPermissionTests`. *Signed*: the password, and the code where there is one, was given in the last {SessionLimits.Confirmed.TotalMinutes} minutes.\n\n");
        page.Append("| method | address | who | signed |\n|---|---|---|:-:|\n");
        foreach (var line in lines)
            page.Append($"| {line.Method} | `{line.Path}` | {Who(line)} | {(line.IsSigned ? "●" : "")} |\n");
        return page.ToString();
    }

    private static string Who(RightsLine line) => line.Permission is { } permission ? permission.ToString() : line.IsOpen ? "everybody" : "signed in";

    private static string Mark(Permission permission, Role role) => Permissions.RolesOf(permission).Contains(role) ? "●" : "";
}
