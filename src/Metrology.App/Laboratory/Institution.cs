using Metrology.App.Parameters;
using Metrology.App.Storage;
using Metrology.Core.Certificates;
using Metrology.Core.Words;

namespace Metrology.App.Laboratory;

/// <summary>The institution (检定机构) that issues under its name. One row.</summary>
[ParametersOf(ParameterSubject.Institution, "机构", "Institution")]
public sealed class Institution
{
    public int Id { get; set; }
    [Parameter("中文名称", "Name in Chinese")]
    public required string NameZh { get; set; }
    [Parameter("英文名称", "Name in English")]
    public required string NameEn { get; set; }
    [Parameter("中文地址", "Address in Chinese")]
    public required string AddressZh { get; set; }
    [Parameter("英文地址", "Address in English")]
    public required string AddressEn { get; set; }
    [Parameter("电话", "Telephone")]
    public required string Telephone { get; set; }
    [Parameter("授权说明（中文）", "Authorisation in Chinese")]
    public required string AuthorisationZh { get; set; }
    [Parameter("授权说明（英文）", "Authorisation in English")]
    public required string AuthorisationEn { get; set; }

    /// <summary>Data invented for a demonstration: everything it issues says 示例.</summary>
    [Parameter("示例机构", "Demonstration")]
    public bool IsDemonstration { get; set; }

    /// <summary>Why it cannot stand on a paper, with the field, or null.</summary>
    internal Refusal? Unprintable(ICertificateRenderer paper)
    {
        (string, string?)[] texts =
        [
            (nameof(NameZh), NameZh), (nameof(NameEn), NameEn), (nameof(AddressZh), AddressZh), (nameof(AddressEn), AddressEn), (nameof(Telephone), Telephone),
            (nameof(AuthorisationZh), AuthorisationZh), (nameof(AuthorisationEn), AuthorisationEn),
        ];
        return Validation.EachOneLine(texts).FirstOrDefault() ?? paper.FirstUnprintable(texts);
    }

    public InstitutionParticulars Particulars() =>
        new(new(NameZh, NameEn), new(AddressZh, AddressEn), Telephone, new(AuthorisationZh, AuthorisationEn));
}
