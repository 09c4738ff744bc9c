using Metrology.App.Laboratory;

namespace Metrology.Web.Features.Laboratory;

/// <summary>The institution as typed.</summary>
public sealed record InstitutionForm
{
    private const int Longest = 200;

    public string? NameZh { get; init; }
    public string? NameEn { get; init; }
    public string? AddressZh { get; init; }
    public string? AddressEn { get; init; }
    public string? Telephone { get; init; }
    public string? AuthorisationZh { get; init; }
    public string? AuthorisationEn { get; init; }

    /// <summary>Why it is changed.</summary>
    public string? Because { get; init; }

    public static InstitutionForm Of(Institution institution) => new()
    {
        NameZh = institution.NameZh,
        NameEn = institution.NameEn,
        AddressZh = institution.AddressZh,
        AddressEn = institution.AddressEn,
        Telephone = institution.Telephone,
        AuthorisationZh = institution.AuthorisationZh,
        AuthorisationEn = institution.AuthorisationEn,
    };

    /// <summary>The Chinese name is what certificates need; everything else may follow later.</summary>
    public Institution Check(FieldErrors errors) => new()
    {
        NameZh = errors.Text(nameof(NameZh), NameZh, Longest),
        NameEn = Bounded(errors, nameof(NameEn), NameEn),
        AddressZh = Bounded(errors, nameof(AddressZh), AddressZh),
        AddressEn = Bounded(errors, nameof(AddressEn), AddressEn),
        Telephone = Bounded(errors, nameof(Telephone), Telephone),
        AuthorisationZh = Bounded(errors, nameof(AuthorisationZh), AuthorisationZh),
        AuthorisationEn = Bounded(errors, nameof(AuthorisationEn), AuthorisationEn),
    };

    private static string Bounded(FieldErrors errors, string field, string? value) =>
        string.IsNullOrWhiteSpace(value) ? "" : errors.Text(field, value, Longest);
}
