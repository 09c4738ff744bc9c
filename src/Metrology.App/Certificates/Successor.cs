namespace Metrology.App.Certificates;

/// <summary>A certificate that came in the place of another, as it is now: replaced itself, withdrawn, or standing.</summary>
/// <param name="EndedOn">Null while it stands.</param>
public sealed record Successor(string Number, CertificateStatus Status, DateOnly? EndedOn);
