using Metrology.App.Storage;
using Metrology.Core.Certificates;
using Metrology.Core.Words;

namespace Metrology.App.Laboratory;

/// <summary>The institution (检定机构) that issues under its name. One row.</summary>
public sealed class Institution
{
    public int Id { get; set; }
    public required string NameZh { get; set; }
    public required string NameEn { get; set; }
    public required string AddressZh { get; set; }
    public required string AddressEn { get; set; }
    public required string Telephone { get; set; }
    public required string AuthorisationZh { get; set; }
    public required string AuthorisationEn { get; set; }

    /// <summary>Data invented for a demonstration: everything it issues says 示例.</summary>
    public bool IsDemonstration { get; set; }

    /// <summary>Why it cannot stand on a paper, with the field, or null.</summary>
    internal Refusal? Unprintable(ICertificateRenderer paper) => paper.FirstUnprintable(
        (nameof(NameZh), NameZh), (nameof(NameEn), NameEn), (nameof(AddressZh), AddressZh), (nameof(AddressEn), AddressEn), (nameof(Telephone), Telephone),
        (nameof(AuthorisationZh), AuthorisationZh), (nameof(AuthorisationEn), AuthorisationEn));

    public InstitutionParticulars Particulars() =>
        new(new(NameZh, NameEn), new(AddressZh, AddressEn), Telephone, new(AuthorisationZh, AuthorisationEn));
}
