using Metrology.App.Laboratory;
using Metrology.App.Standards;
using Metrology.Core.Certificates;

namespace Metrology.App.Verifications;

/// <summary>
/// What the registers said of everybody and everything on the paper when the record was submitted. The checker sees it, the approver approves it and the paper says it,
/// whatever the registers say later; a record that is returned takes it anew.
/// </summary>
public sealed record RegisteredParticulars(
    InstitutionParticulars Institution, CustomerParticulars Customer, IReadOnlyList<StandardParticulars> Standards, IReadOnlyList<EquipmentParticulars> Equipment)
{
    /// <summary>How the paper is set; null is as the product sets it.</summary>
    public PinnedTemplate? Template { get; init; }

    /// <summary>What they say now of those that were measured with, on the work date.</summary>
    public static RegisteredParticulars Of(Verification verification, Institution institution)
    {
        var (standard, workDate) = (verification.Standard!, verification.WorkDate);
        return new(
            institution.Particulars(),
            CustomerOf(verification),
            [new(
                standard.Name, standard.RangeText, standard.UncertaintyText,
                standard.CertificateOn(Core.Traceability.StandardCertificateKind.Assessment, workDate)?.Number ?? "",
                standard.CertificateOn(Core.Traceability.StandardCertificateKind.Public, workDate)?.Number ?? "",
                standard.ValidUntil(workDate))],
            [.. MeasuredWith.Of(verification).Select(Particulars)]);
    }

    /// <summary>The same with the customer and institution of now: a correction of names and addresses changes nothing of what was measured with.</summary>
    public RegisteredParticulars Corrected(Verification verification, Institution institution) =>
        this with { Institution = institution.Particulars(), Customer = CustomerOf(verification) };

    /// <summary>Everything of it that the paper says, with the part of an order that it comes from.</summary>
    internal IEnumerable<(string Field, string? Text)> Texts()
    {
        foreach (var text in new[] { Customer.Name, Customer.Address })
            yield return (nameof(OpenVerification.Request.UnitId), text);
        foreach (var text in Standards.SelectMany(one => new[] { one.Name.Zh, one.Name.En, one.Range, one.Uncertainty, one.AssessmentCertificateNumber, one.PublicCertificateNumber })
            .Concat(Equipment.SelectMany(one => new[] { one.Name.Zh, one.Name.En, one.Model, one.SerialNumber, one.Uncertainty, one.CertificateNumber, one.Issuer })))
            yield return (nameof(OpenVerification.Request.StandardId), text);
        foreach (var text in new[] { Institution.Name, Institution.Address, Institution.AuthorisationStatement }.SelectMany(text => new[] { text.Zh, text.En }).Append(Institution.Telephone))
            yield return ("", text);
    }

    private static CustomerParticulars CustomerOf(Verification verification) => new(verification.Unit!.Customer!.Name, verification.Unit.Customer.Address);

    private static EquipmentParticulars Particulars(UsedEquipment used)
    {
        var (item, certificate) = (used.Item!, used.Certificate!);
        return new(
            new(item.NameZh, item.NameEn), item.Model, item.SerialNumber, certificate.UncertaintyText, certificate.Number, certificate.Issuer, certificate.ValidUntil)
        {
            CertificateHash = certificate.FileHash,
        };
    }
}
