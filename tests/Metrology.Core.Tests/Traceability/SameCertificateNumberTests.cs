using Metrology.Core.Traceability;

namespace Metrology.Core.Tests.Traceability;

/// <summary>One certificate is counted once, in whatever way its number is spelled; two certificates stay two.</summary>
public class SameCertificateNumberTests
{
    private const string Number = "〔2021〕示量标法证字第0001号";

    [Theory]
    [InlineData("〔21〕示量标法证字第0001号")]
    [InlineData("﹝2021﹞示量标法证字第0001号")]
    [InlineData("【2021】示量标法证字第1号")]
    [InlineData("〖2021〗示量標法證字第0001號")]
    [InlineData("「2021」示量标法证字第0001号")]
    [InlineData("《2021》示量标法证字第0001号")]
    [InlineData("{2021}示量标法证字第0001号")]
    [InlineData("<2021>示量标法证字第0001号")]
    [InlineData("2021示量标法证字第0001号")]
    [InlineData("（2021年）示量标法证字第0001号")]
    [InlineData("〔2021〕示量标法证字0001号")]
    [InlineData("〔2021〕示量标法证字第0001")]
    [InlineData("〔2021〕示量标法证字第0001号（换证）")]
    [InlineData("〔2021〕示量标法证字第〇〇〇一号")]
    [InlineData("〔二〇二一〕示量标法证字第0001号")]
    [InlineData("〔2021〕示·量标法证字第0001号")]
    [InlineData("〔2021〕示量标法证字No.0001")]
    [InlineData("［２０２１］示量标法证字第　０００１　号")]
    public void A_spelling_makes_no_other_certificate(string spelled) => Assert.Equal(StandardCertificateNumber.Same(Number), StandardCertificateNumber.Same(spelled));

    [Theory]
    [InlineData("〔2021〕示量标法证字第0010号")]
    [InlineData("〔2021〕示量标法证字第0002号")]
    [InlineData("〔2011〕示量标法证字第0001号")]
    [InlineData("〔2021〕示社量标法证字第0001号")]
    [InlineData("〔2021〕示量标授证字第0001号")]
    [InlineData("〔2021〕例量标法证字第0001号")]
    [InlineData("〔2021〕示量标法证字第00011号")]
    [InlineData("〔1921〕示量标法证字第0001号")]
    public void Another_certificate_is_another(string other) => Assert.NotEqual(StandardCertificateNumber.Same(Number), StandardCertificateNumber.Same(other));

    [Theory]
    [InlineData("ABC-12/3", "abc 12 3", true)]
    [InlineData("ABC-123", "ABC-124", false)]
    public void A_number_of_another_form_is_compared_by_letters_and_figures(string one, string other, bool isSame) =>
        Assert.Equal(isSame, StandardCertificateNumber.Same(one) == StandardCertificateNumber.Same(other));
}
