/** The descriptions of both services (`?wsdl`): every parameter is a part of its own, as the ministry's are. */

type Type = 'long' | 'int' | 'string';

const caller: readonly (readonly [string, Type])[] = [
  ['ispId', 'long'],
  ['userName', 'string'],
  ['randVal', 'string'],
  ['pwdHash', 'string'],
];

const operations = {
  ISPWebService: {
    isp_upload: [
      ...caller,
      ['beianInfo', 'string'],
      ['beianInfoHash', 'string'],
      ['dataSequence', 'long'],
      ['encryptAlgorithm', 'int'],
      ['hashAlgorithm', 'int'],
      ['compressionFormat', 'int'],
    ],
    isp_download: [...caller, ['hashAlgorithm', 'int']],
    isp_downloadack: [...caller, ['hashAlgorithm', 'int'], ['fileName', 'string']],
    isp_querypreviousupload: [...caller, ['hashAlgorithm', 'int']],
  },
  BeianStatusWebService: {
    isp_querybeianstatus: [
      ...caller,
      ['hashAlgorithm', 'int'],
      ['queryConditionType', 'int'],
      ['queryCondition', 'string'],
    ],
  },
} as const satisfies Record<string, Record<string, readonly (readonly [string, Type])[]>>;

export type ServiceName = keyof typeof operations;

export const namespaceOf = (service: ServiceName): string => `http://sandbox.beihe.invalid/${service}`;

/** @param address where the service is called */
export function wsdl(service: ServiceName, address: string): string {
  const methods: readonly (readonly [string, readonly (readonly [string, Type])[]])[] = Object.entries(
    operations[service],
  );
  const namespace = namespaceOf(service);
  const each = (write: (method: string, parameters: readonly (readonly [string, Type])[]) => string) =>
    methods.map(([method, parameters]) => write(method, parameters)).join('');
  return `<?xml version="1.0" encoding="UTF-8"?>
<wsdl:definitions xmlns:wsdl="http://schemas.xmlsoap.org/wsdl/" xmlns:soap="http://schemas.xmlsoap.org/wsdl/soap/" xmlns:xsd="http://www.w3.org/2001/XMLSchema" xmlns:tns="${namespace}" targetNamespace="${namespace}" name="${service}">
  <wsdl:types><xsd:schema targetNamespace="${namespace}">${each(
    (method, parameters) => `
    <xsd:element name="${method}"><xsd:complexType><xsd:sequence>${parameters
      .map(([name, type]) => `<xsd:element name="${name}" type="xsd:${type}" minOccurs="0"/>`)
      .join('')}</xsd:sequence></xsd:complexType></xsd:element>
    <xsd:element name="${method}Response"><xsd:complexType><xsd:sequence><xsd:element name="return" type="xsd:string" minOccurs="0"/></xsd:sequence></xsd:complexType></xsd:element>`,
  )}
  </xsd:schema></wsdl:types>${each(
    (method) => `
  <wsdl:message name="${method}"><wsdl:part name="parameters" element="tns:${method}"/></wsdl:message>
  <wsdl:message name="${method}Response"><wsdl:part name="parameters" element="tns:${method}Response"/></wsdl:message>`,
  )}
  <wsdl:portType name="${service}Port">${each(
    (method) => `
    <wsdl:operation name="${method}"><wsdl:input message="tns:${method}"/><wsdl:output message="tns:${method}Response"/></wsdl:operation>`,
  )}
  </wsdl:portType>
  <wsdl:binding name="${service}Binding" type="tns:${service}Port">
    <soap:binding style="document" transport="http://schemas.xmlsoap.org/soap/http"/>${each(
      (method) => `
    <wsdl:operation name="${method}"><soap:operation soapAction=""/><wsdl:input><soap:body use="literal"/></wsdl:input><wsdl:output><soap:body use="literal"/></wsdl:output></wsdl:operation>`,
    )}
  </wsdl:binding>
  <wsdl:service name="${service}"><wsdl:port name="${service}Port" binding="tns:${service}Binding"><soap:address location="${address}"/></wsdl:port></wsdl:service>
</wsdl:definitions>
`;
}
