public import HTTPTypes

extension HTTPResponse {
    /// The answer of an Authorizer that allows a request; the web server adds the variables to those of the request.
    /// Nil if a name is not one that a header can have. Any other answer of an Authorizer is a refusal, as a whole.
    public static func allowing(variables: [(name: String, value: String)] = []) -> HTTPResponse? {
        var fields = HTTPFields()
        for (name, value) in variables {
            guard !name.isEmpty, let name = HTTPField.Name("Variable-" + name) else { return nil }
            fields.append(HTTPField(name: name, value: value))
        }
        return HTTPResponse(status: .ok, headerFields: fields)
    }
}
