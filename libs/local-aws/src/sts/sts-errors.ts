import { ServiceError } from '../http/service-error.js';

export function validationError(message: string): ServiceError {
  return new ServiceError('ValidationError', 400, message);
}
