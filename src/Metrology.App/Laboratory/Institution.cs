using Metrology.Core.Certificates;

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

    public InstitutionParticulars Particulars() =>
        new(new(NameZh, NameEn), new(AddressZh, AddressEn), Telephone, new(AuthorisationZh, AuthorisationEn));
}
