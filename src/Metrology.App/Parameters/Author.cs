namespace Metrology.App.Parameters;

/// <summary>Who changes rows in a transaction, and why.</summary>
/// <param name="AccountId">Null where no person does.</param>
/// <param name="Because">Null where nobody was asked; a changed parameter then refuses the whole.</param>
public sealed record Author(int? AccountId, string Name, DateTimeOffset At, string? Because);
